import { useState } from 'react';

import { QrCode } from '../../../ui/QrCode.jsx';
import { AccountField } from '../AccountField.jsx';
import { AccountForm } from '../AccountForm.jsx';
import { activateTotp } from '../api.js';
import { accountCopy } from '../copy.js';
import { CopyField } from '../../../ui/CopyField.jsx';
import { useAccountRequest } from '../useAccountRequest.js';
import { securityCopy } from './copy.js';

const text = securityCopy;

/**
 * The setup of an authenticator app: the key as a QR code and as text, and the first code.
 * @param {object} props
 * @param {{ secret: string, totp_svg?: string }} props.offer
 * @param {() => void} props.onDone
 * @param {() => void} props.onCancel
 */
export function TotpSetup({ offer, onDone, onCancel }) {
  const [code, setCode] = useState('');
  const [isTried, setIsTried] = useState(false);
  const activate = useAccountRequest(activateTotp, onDone);
  const given = code.replaceAll(/\s/g, '');
  const missing = isTried && !given ? accountCopy.required.code : undefined;
  const error = missing ?? activate.fieldErrors.code;

  function send() {
    setIsTried(true);
    if (given) activate.send({ code: given });
  }

  return (
    <div className="once">
      <p className="hint">{text.scan}</p>
      {offer.totp_svg ? <QrCode svg={offer.totp_svg} label={text.qr} /> : null}
      <CopyField label={text.key} value={offer.secret} action={text.copyKey} />
      <AccountForm
        action={text.confirm}
        isPending={activate.isPending}
        problem={activate.problem}
        errors={{ code: error }}
        onSend={send}
        beside={
          <button type="button" className="button button--large button--quiet" onClick={onCancel}>
            {accountCopy.cancel}
          </button>
        }
      >
        <AccountField
          id="totp-code"
          label={text.confirmCode}
          value={code}
          error={error}
          onType={setCode}
          input={{ autoComplete: 'one-time-code', inputMode: 'numeric', dir: 'ltr' }}
        />
      </AccountForm>
    </div>
  );
}

import { useState } from 'react';

import { cleanName } from '../../../lib/text.js';
import { AccountField } from '../AccountField.jsx';
import { AccountForm } from '../AccountForm.jsx';
import { useAccountRequest } from '../useAccountRequest.js';
import { createToken } from './api.js';
import { tokenCopy } from './copy.js';

const text = tokenCopy;
const USUAL = 90;

/** @type {import('../../../types').TokenScope[]} */
const SCOPES = ['read', 'submit', 'everything'];

/**
 * The form that creates a token.
 * @param {object} props
 * @param {boolean} props.takesFocus when it comes back after a token was made
 * @param {(made: { token: string, name: string }) => void} props.onMade
 */
export function TokenForm({ takesFocus, onMade }) {
  const [name, setName] = useState('');
  const [scope, setScope] = useState(SCOPES[0]);
  const [days, setDays] = useState(USUAL);
  const [isTried, setIsTried] = useState(false);
  const create = useAccountRequest(createToken, onMade);
  const missing = isTried && !cleanName(name) ? text.nameMissing : undefined;
  const error =
    missing ??
    create.fieldErrors.name ??
    create.fieldErrors.scope ??
    create.fieldErrors.expires_in_days;

  function send() {
    setIsTried(true);
    if (cleanName(name)) create.send({ name: cleanName(name), scope, expires_in_days: days });
  }

  return (
    <AccountForm
      action={text.create}
      isPending={create.isPending}
      problem={create.problem}
      errors={{ name: error }}
      onSend={send}
    >
      <AccountField
        id="token-name"
        label={text.name}
        value={name}
        error={error}
        hint={text.nameHint}
        onType={setName}
        input={{ dir: name ? 'auto' : undefined, maxLength: 100, autoFocus: takesFocus }}
      />
      <fieldset className="scopes">
        <legend className="label">{text.scope}</legend>
        {SCOPES.map((one) => (
          <label key={one} className="scope">
            <input
              type="radio"
              name="token-scope"
              value={one}
              checked={scope === one}
              aria-labelledby={`token-scope-${one}-name`}
              aria-describedby={`token-scope-${one}`}
              onChange={() => setScope(one)}
            />
            <span className="scope-name" id={`token-scope-${one}-name`}>
              {text.scopes[one].name}
            </span>
            <span className="hint" id={`token-scope-${one}`}>
              {text.scopes[one].hint}
            </span>
          </label>
        ))}
      </fieldset>
      <div className="field">
        <label className="label" htmlFor="token-days">
          {text.lifetime}
        </label>
        <select
          className="input"
          id="token-days"
          value={days}
          onChange={(event) => setDays(Number(event.target.value))}
        >
          {Object.entries(text.lifetimes).map(([count, words]) => (
            <option key={count} value={count}>
              {words}
            </option>
          ))}
        </select>
      </div>
    </AccountForm>
  );
}

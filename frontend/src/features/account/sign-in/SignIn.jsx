import { useEffect, useRef } from 'react';

import { useSignInLink } from '../../../domain/session/useSignInLink.js';
import { cleanAddress } from '../../../lib/text.js';
import { CodeStep } from './CodeStep.jsx';
import { codeCopy, forgotCopy, providerFailures, signInCopy } from './copy.js';
import { ForgotStep } from './ForgotStep.jsx';
import { PasswordStep } from './PasswordStep.jsx';
import { ProviderButtons } from './ProviderButtons.jsx';
import { useSignIn } from './useSignIn.js';

/**
 * @param {ReturnType<typeof useSignIn>} flow
 * @param {{ title: string, text: string }} first texts of the first step
 */
function wordsOf({ step, types, values }, first) {
  switch (step) {
    case 'code':
      return {
        title: codeCopy.title,
        text: types.includes('totp') ? codeCopy.text : codeCopy.textPasskey,
      };
    case 'forgot':
      return { title: forgotCopy.title, text: forgotCopy.text };
    case 'sent':
      return { title: forgotCopy.sentTitle, text: forgotCopy.sentText(cleanAddress(values.email)) };
    default:
      return first;
  }
}

/**
 * Signing in, step by step; `children` draws the words around it.
 * @param {object} props
 * @param {{ title: string, text: string }} props.first
 * @param {boolean} [props.isOverPage]
 * @param {string} [props.email]
 * @param {(words: { title: string, text: string }) => import('react').ReactNode} props.head
 */
export function SignIn({ first, isOverPage = false, email, head }) {
  const flow = useSignIn(email);
  const { failure } = useSignInLink();
  const body = useRef(/** @type {HTMLDivElement | null} */ (null));
  const isFirst = useRef(true);

  // Focus the next field, but not when the page has just opened.
  useEffect(() => {
    const isArrival = isFirst.current && !isOverPage;
    isFirst.current = false;
    if (isArrival) return;
    const empty = [...(body.current?.querySelectorAll('input.input') ?? [])].find(
      (input) => !(/** @type {HTMLInputElement} */ (input).value),
    );
    const target = empty ?? body.current?.querySelector('button');
    if (target instanceof HTMLElement) target.focus();
  }, [flow.step, isOverPage]);

  return (
    <div className="sign-in" ref={body}>
      {head(wordsOf(flow, first))}
      {flow.step === 'password' && failure !== null ? (
        <p className="alert" role="alert">
          {providerFailures[failure] ?? signInCopy.providerFailed}
        </p>
      ) : null}
      {flow.step === 'password' ? (
        <>
          <PasswordStep flow={flow} />
          <ProviderButtons flow={flow} isOverPage={isOverPage} />
        </>
      ) : null}
      {flow.step === 'code' ? <CodeStep flow={flow} /> : null}
      {flow.step === 'forgot' ? <ForgotStep flow={flow} /> : null}
      {flow.step === 'sent' ? (
        <div className="account-actions">
          <button type="button" className="button button--soft" onClick={() => flow.go('password')}>
            {forgotCopy.back}
          </button>
        </div>
      ) : null}
    </div>
  );
}

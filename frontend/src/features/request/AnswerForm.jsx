import Check from 'lucide-react/icons/check';
import LoaderCircle from 'lucide-react/icons/loader-circle';

import { MESSAGE_MAX } from '../../api/vocabulary.js';
import { messageCopy } from '../../domain/message/copy.js';
import { bytesOf } from '../../lib/text.js';
import { uiCopy } from '../../ui/copy.js';
import { FieldError } from '../../ui/FieldError.jsx';
import { useOnline } from '../../ui/hooks/useOnline.js';
import { requestCopy } from './copy.js';
import { ProgressButton } from './ProgressButton.jsx';
import { useAnswer } from './useAnswer.js';

const copy = requestCopy.answer;
const NEAR_LIMIT = 0.8;
// The code is what some browsers send for the key that ends a composition.
const COMPOSING = 229;

/**
 * The box in which a requester answers, or says that the ticket is solved.
 * @param {{ token: string, ticket: import('../../types').PublicTicket }} props
 */
export function AnswerForm({ token, ticket: { reference, status, joined } }) {
  const { text, cleaned, isSaved, isPending, problem, failure, notice, box, type, submit, show } =
    useAnswer(token, reference);
  const isOnline = useOnline();
  const length = bytesOf(cleaned);
  const isNearLimit = length > MESSAGE_MAX * NEAR_LIMIT;
  const describedBy = [
    problem ? 'answer-error' : '',
    'answer-hint',
    isNearLimit ? 'answer-count' : '',
  ];

  /** @param {import('react').KeyboardEvent} event */
  function handleKey(event) {
    const { key, ctrlKey, metaKey, nativeEvent } = event;
    if (nativeEvent.isComposing || nativeEvent.keyCode === COMPOSING) return;
    if (key !== 'Enter' || !(ctrlKey || metaKey)) return;
    event.preventDefault();
    submit();
  }

  /** @param {import('react').FormEvent} event */
  function sendByButton(event) {
    event.preventDefault();
    submit();
  }

  return (
    <form
      className="glass answer-form"
      aria-labelledby="answer-heading"
      noValidate
      onSubmit={sendByButton}
    >
      <div className="form-top">
        <h2 id="answer-heading">{copy.heading}</h2>
        {isSaved ? (
          <span className="draft-saved">
            <Check aria-hidden="true" />
            {copy.draftSaved}
          </span>
        ) : null}
      </div>
      <div className="field">
        <textarea
          className="input"
          id="answer"
          name="text"
          aria-labelledby="answer-heading"
          // While empty it has the direction of the page.
          dir={text ? 'auto' : undefined}
          autoComplete="off"
          rows={4}
          ref={box}
          value={text}
          readOnly={isPending}
          required
          aria-invalid={problem ? true : undefined}
          aria-describedby={describedBy.filter(Boolean).join(' ')}
          onChange={(event) => type(event.target.value)}
          onKeyDown={handleKey}
        />
        {isNearLimit ? (
          <span className="answer-count" data-over={length > MESSAGE_MAX || null} id="answer-count">
            <span aria-hidden="true">{messageCopy.count(length, MESSAGE_MAX)}</span>
            <span className="visually-hidden">{messageCopy.countSpoken(MESSAGE_MAX - length)}</span>
          </span>
        ) : null}
        <FieldError id="answer-error" text={problem} />
        <div className="answer-hint" id="answer-hint">
          {copy.effects[status] ? <p>{copy.effects[status]}</p> : null}
          {isOnline ? null : <p>{copy.offline}</p>}
          <p className="hint">{copy.readers}</p>
        </div>
      </div>
      <div role="alert">{failure ? <p className="alert">{failure}</p> : null}</div>
      <div role="status">
        {notice ? (
          <p className="answer-notice">
            <Check aria-hidden="true" />
            <span>{notice}</span>
          </p>
        ) : null}
      </div>
      <div className="form-actions">
        <button
          type="submit"
          className="button button--primary button--large"
          aria-keyshortcuts="Control+Enter Meta+Enter"
          aria-disabled={isPending || undefined}
        >
          {isPending ? <LoaderCircle className="spinner" aria-hidden="true" /> : null}
          <SendLabel isPending={isPending} isAgain={failure.startsWith(copy.notSent)} />
          {isPending ? null : (
            <kbd translate="no" className="wide-only" aria-hidden="true">
              {copy.shortcut}
            </kbd>
          )}
        </button>
        <ProgressButton
          token={token}
          status={status}
          isJoined={joined}
          onResult={show}
          onReopened={() => box.current?.focus()}
        />
      </div>
    </form>
  );
}

/** @param {{ isPending: boolean, isAgain: boolean }} props */
function SendLabel({ isPending, isAgain }) {
  if (isPending) return <span>{copy.sending}</span>;
  return <span>{isAgain ? uiCopy.tryAgain : copy.send}</span>;
}

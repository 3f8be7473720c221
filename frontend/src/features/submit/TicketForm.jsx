import Check from 'lucide-react/icons/check';
import LoaderCircle from 'lucide-react/icons/loader-circle';
import { useEffect } from 'react';

import {
  CATEGORIES,
  DESCRIPTION_MAX,
  EMAIL_MAX,
  NAME_MAX,
  PRIORITIES,
  TITLE_MAX,
} from '../../api/vocabulary.js';
import { useConfig } from '../../domain/session/useConfig.js';
import { usePendingFocus } from '../../ui/hooks/pendingFocus.js';
import { ChoiceGroup } from './ChoiceGroup.jsx';
import { submitCopy } from './copy.js';
import { isEmptyDraft } from './draft.js';
import { isSuggestionKey } from './suggestionKey.js';
import { SuggestionReason } from './SuggestionReason.jsx';
import { SuggestionStatus } from './SuggestionStatus.jsx';
import { TextField } from './TextField.jsx';
import { useTicketForm } from './useTicketForm.js';

const REASON_ID = 'suggestion-reason';

/**
 * The form for a new ticket.
 * @param {object} props
 * @param {(ticket: import('../../types').SentTicket) => void} props.onSent
 * @param {1 | 2} props.headingLevel
 * @param {boolean} [props.focusTitle]
 */
export function TicketForm({ onSent, headingLevel, focusTitle = false }) {
  const { draft, isSaved, isPending, problems, failure, form, edit, ask, submit, clear } =
    useTicketForm(onSent);
  // Without a model there are no suggestions and no texts about them.
  const isOff = useConfig()?.suggestions === false;
  const hasReason = !isOff && draft.suggestion === 'suggested' && Boolean(draft.reason);
  const Heading = /** @type {const} */ (`h${headingLevel}`);

  const isTitleWanted = usePendingFocus() === 'title';
  useEffect(() => {
    if (focusTitle || isTitleWanted) form.current?.querySelector('input')?.focus();
    if (isTitleWanted) usePendingFocus.setState(null);
  }, [focusTitle, isTitleWanted, form]);

  /** @param {import('react').KeyboardEvent} event */
  function handleKey(event) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      submit();
    }
    if (isSuggestionKey(event)) takeSuggestions(event);
  }

  /** @param {import('react').KeyboardEvent} event */
  function takeSuggestions(event) {
    for (const field of /** @type {const} */ (['category', 'priority'])) {
      const { value, suggested } = draft[field];
      if (suggested && value !== suggested) {
        event.preventDefault();
        edit({ type: 'took_suggestion', field });
      }
    }
  }

  /** @param {import('react').FormEvent} event */
  function sendByButton(event) {
    event.preventDefault();
    submit();
  }

  /** @param {import('./draft.js').TextField} field */
  const textProps = (field) => ({
    name: field,
    value: draft[field],
    error: problems[field],
    onType: (/** @type {string} */ value) => edit({ type: 'typed', field, value }),
  });

  /** @param {'category' | 'priority'} field */
  const choiceProps = (field) => ({
    field,
    choice: draft[field],
    error: problems[field],
    reasonId: hasReason ? REASON_ID : undefined,
    onChoose: (/** @type {any} */ value) => edit({ type: 'chose', field, value }),
    onUseSuggestion: () => edit({ type: 'took_suggestion', field }),
  });

  return (
    // The keys bubble up from the fields; the form itself takes none.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      className="glass ticket-form"
      aria-labelledby="form-heading"
      noValidate
      ref={form}
      onSubmit={sendByButton}
      onKeyDown={handleKey}
    >
      <div className="form-top">
        <Heading id="form-heading">{submitCopy.form.heading}</Heading>
        {isSaved ? (
          <span className="draft-saved">
            <Check aria-hidden="true" />
            {submitCopy.form.draftSaved}
          </span>
        ) : null}
      </div>
      <TextField {...textProps('title')} limit={TITLE_MAX} />
      <TextField
        {...textProps('description')}
        isLong
        limit={DESCRIPTION_MAX}
        hint={submitCopy.form.descriptionHint}
        onLeave={isOff ? undefined : ask}
      />
      <div className="suggestion-box" data-state={isOff ? 'off' : draft.suggestion}>
        <SuggestionStatus state={draft.suggestion} isOff={isOff} isUnsure={draft.isUnsure} />
        <ChoiceGroup values={CATEGORIES} {...choiceProps('category')} />
        <ChoiceGroup values={PRIORITIES} {...choiceProps('priority')} />
        {isOff ? null : <SuggestionReason id={REASON_ID} draft={draft} />}
      </div>
      <div className="contact">
        <TextField {...textProps('requester_name')} person="name" limit={NAME_MAX} />
        <TextField {...textProps('requester_email')} person="email" limit={EMAIL_MAX} />
      </div>
      <div role="alert">{failure ? <p className="alert">{failure}</p> : null}</div>
      <div className="form-actions">
        <button
          type="submit"
          className="button button--primary button--large"
          aria-keyshortcuts="Control+Enter Meta+Enter"
          aria-disabled={isPending || undefined}
        >
          {isPending ? <LoaderCircle className="spinner" aria-hidden="true" /> : null}
          <span>{isPending ? submitCopy.form.submitting : submitCopy.form.submit}</span>
          {isPending ? null : (
            <kbd translate="no" className="wide-only" aria-hidden="true">
              {submitCopy.form.shortcut}
            </kbd>
          )}
        </button>
        {isEmptyDraft(draft) ? null : (
          <button type="button" className="button button--quiet button--large" onClick={clear}>
            {submitCopy.form.clear}
          </button>
        )}
      </div>
    </form>
  );
}

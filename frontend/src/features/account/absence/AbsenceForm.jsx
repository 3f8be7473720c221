import { useState } from 'react';

import { toLocalInput } from '../../../lib/localTime.js';
import { AccountField } from '../AccountField.jsx';
import { AccountForm } from '../AccountForm.jsx';
import { absenceCopy as text } from './copy.js';

/** @typedef {import('../../../types').HandOver} HandOver */

/** @type {HandOver[]} */
const CHOICES = ['keep', 'teams', 'nobody'];

/** Return the next morning. */
function tomorrow() {
  const time = new Date();
  time.setDate(time.getDate() + 1);
  time.setHours(9, 0, 0, 0);
  return time;
}

/** @param {string} until */
function problemOf(until) {
  if (!until) return text.untilMissing;
  return new Date(until).getTime() <= Date.now() ? text.untilPast : undefined;
}

/**
 * The form to say until when one is away, and to hand one's open tickets over.
 * @param {object} props
 * @param {import('../../../types').Absence} props.absence
 * @param {ReturnType<typeof import('./useHandOver.js').useHandOver>} props.start
 */
export function AbsenceForm({ absence, start }) {
  const [until, setUntil] = useState(() => toLocalInput(tomorrow()));
  const [handOver, setHandOver] = useState(/** @type {HandOver} */ ('keep'));
  const [problem, setProblem] = useState(/** @type {string | undefined} */ (undefined));
  const isInTeam = absence.teams.length > 0;
  const choices = isInTeam ? CHOICES : CHOICES.filter((one) => one !== 'teams');
  const error = problem ?? start.fieldErrors.away_until;

  function send() {
    const found = isInTeam ? problemOf(until) : undefined;
    setProblem(found);
    if (found) return;
    start.send({
      away_until: isInTeam ? new Date(until).toISOString() : null,
      hand_over: handOver,
    });
  }

  /** @param {string} value */
  function type(value) {
    setUntil(value);
    // Once it was told it goes as soon as it is mended.
    if (problem) setProblem(problemOf(value));
  }

  return (
    <AccountForm
      action={isInTeam ? text.start : text.handOverNow}
      isPending={start.isPending}
      problem={start.problem}
      errors={{ until: error }}
      onSend={send}
    >
      {isInTeam ? (
        <AccountField
          id="away-until"
          label={text.until}
          value={until}
          error={error}
          onType={type}
          input={{ type: 'datetime-local', min: toLocalInput(new Date()) }}
        />
      ) : (
        <p className="hint">{text.noTeam}</p>
      )}
      {absence.open_tickets ? (
        <fieldset className="scopes">
          <legend className="label">{text.handOver(absence.open_tickets)}</legend>
          {choices.map((one) => (
            <label key={one} className="scope">
              <input
                type="radio"
                name="hand-over"
                value={one}
                checked={handOver === one}
                aria-labelledby={`hand-over-${one}-name`}
                aria-describedby={`hand-over-${one}`}
                onChange={() => setHandOver(one)}
              />
              <span className="scope-name" id={`hand-over-${one}-name`}>
                {text.choices[one].name}
              </span>
              <span className="hint" id={`hand-over-${one}`}>
                {text.choices[one].hint}
              </span>
            </label>
          ))}
        </fieldset>
      ) : null}
    </AccountForm>
  );
}

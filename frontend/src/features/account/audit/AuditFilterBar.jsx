import { useState } from 'react';

import { auditCopy } from './copy.js';

const text = auditCopy;

/** @typedef {import('./api.js').AuditFilters} AuditFilters */

/** @type {AuditFilters} */
export const NO_FILTERS = { action: '', actor: '', since: '', until: '' };

/**
 * The filters of the audit trail. A person is matched by the whole name, so it applies once it is
 * entered or chosen, not while it is typed.
 * @param {object} props
 * @param {AuditFilters} props.filters
 * @param {string[]} props.names to choose from
 * @param {(filters: AuditFilters) => void} props.onChange
 */
export function AuditFilterBar({ filters, names, onChange }) {
  const [actor, setActor] = useState(filters.actor);
  const [applied, setApplied] = useState(filters.actor);
  if (applied !== filters.actor) {
    setApplied(filters.actor);
    setActor(filters.actor);
  }

  /** @param {Partial<AuditFilters>} changes */
  const change = (changes) => onChange({ ...filters, ...changes });
  const applyActor = () => {
    if (actor.trim() !== filters.actor) change({ actor: actor.trim() });
  };

  return (
    <div className="audit-filters" role="search" aria-label={text.filters}>
      <div className="field">
        <label className="label" htmlFor="audit-action">
          {text.action}
        </label>
        <select
          className="input"
          id="audit-action"
          value={filters.action}
          onChange={(event) => change({ action: event.target.value })}
        >
          <option value="">{text.anyAction}</option>
          {Object.entries(text.actions).map(([action, words]) => (
            <option key={action} value={action}>
              {words}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label className="label" htmlFor="audit-actor">
          {text.actor}
        </label>
        <input
          className="input"
          id="audit-actor"
          type="search"
          list="audit-names"
          value={actor}
          placeholder={text.actorHint}
          dir={actor ? 'auto' : undefined}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={254}
          onChange={({ target: { value } }) => {
            setActor(value);
            if (value === '' || names.includes(value)) change({ actor: value });
          }}
          onBlur={applyActor}
          onKeyDown={({ key }) => {
            if (key === 'Enter') applyActor();
          }}
        />
        <datalist id="audit-names">
          {names.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </div>
      {
        /** @type {const} */ (['since', 'until']).map((end) => (
          <div className="field" key={end}>
            <label className="label" htmlFor={`audit-${end}`}>
              {text[end]}
            </label>
            <input
              className="input"
              id={`audit-${end}`}
              type="date"
              max="9000-12-31"
              value={filters[end]}
              onChange={(event) => change({ [end]: event.target.value })}
            />
          </div>
        ))
      }
    </div>
  );
}

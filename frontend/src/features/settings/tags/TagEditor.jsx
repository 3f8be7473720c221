import { useId } from 'react';

import { TAG_NAME_MAX } from '../../../api/vocabulary.js';
import { useAccountId } from '../../../domain/session/useAccess.js';
import { Tag } from '../../../domain/ticket/Tag.jsx';
import { fold } from '../../../lib/folding.js';
import { cleanName, lengthOf } from '../../../lib/text.js';
import { draftName } from '../drafts.js';
import { EditorForm } from '../EditorForm.jsx';
import { Field } from '../Field.jsx';
import { useEditor } from '../useEditor.js';
import { tagSettingsCopy } from './copy.js';
import { useTagChanges } from './useTags.js';

const copy = tagSettingsCopy.editor;
const COLORS = /** @type {import('../../../types').TagColor[]} */ (Object.keys(copy.colors));

/** @param {import('./useTags.js').TagForm} form */
function check({ name }) {
  const cleaned = cleanName(name);
  /** @type {Record<string, string>} */
  const problems = {};
  if (!cleaned) problems.name = copy.nameMissing;
  else if (lengthOf(cleaned) > TAG_NAME_MAX) problems.name = copy.nameTooLong;
  else if (cleaned.includes(',')) problems.name = copy.comma;
  else if (fold(cleaned) === 'none') problems.name = copy.reserved;
  return problems;
}

/**
 * The editor of a tag.
 * @param {object} props
 * @param {import('../../../types').Tag | null} props.tag null for a new one
 * @param {(id: number) => void} props.onLeave called with the tag's id, 0 for none
 */
export function TagEditor({ tag, onLeave }) {
  const id = useId();
  const { read, send, tell } = useTagChanges(tag?.id ?? null);
  const editor = useEditor({
    name: draftName('tag', tag?.id ?? null, useAccountId()),
    /** @type {import('./useTags.js').Read} */
    start: tag
      ? { values: { name: tag.name, color: tag.color }, version: tag.version }
      : { values: { name: '', color: 'gray' }, version: 0 },
    check,
    send,
    read,
    onSaved: (saved, before) => {
      tell(saved, before);
      onLeave(saved.id);
    },
  });
  const { values, change, problems } = editor;
  return (
    <EditorForm
      editor={editor}
      names={tagSettingsCopy.fields}
      onLeave={() => onLeave(tag?.id ?? 0)}
    >
      <Field
        id={`${id}-name`}
        label={copy.name}
        error={problems.name}
        input={{
          value: values.name,
          maxLength: TAG_NAME_MAX,
          dir: values.name ? 'auto' : undefined,
          required: true,
          onChange: (event) => change({ name: event.target.value }),
        }}
      />
      <fieldset className="settings-choices">
        <legend className="label">{copy.color}</legend>
        <div className="settings-checks">
          {COLORS.map((color) => (
            <label key={color} className="settings-check">
              <input
                type="radio"
                name={id}
                value={color}
                checked={values.color === color}
                onChange={() => change({ color })}
              />
              <Tag name={copy.colors[color]} color={color} />
            </label>
          ))}
        </div>
      </fieldset>
    </EditorForm>
  );
}

import { savedReplyCopy } from './copy.js';
import { VARIABLES } from './samples.js';

const copy = savedReplyCopy.editor;

/**
 * A button for each variable, which inserts it at the cursor.
 * @param {{ onInsert: (text: string) => void }} props
 */
export function VariableButtons({ onInsert }) {
  return (
    <div className="variables" role="group" aria-label={copy.insert}>
      {Object.entries(VARIABLES).map(([key, { inserted }]) => {
        const name = copy.variables[/** @type {import('./samples.js').Variable} */ (key)];
        return (
          <button
            key={key}
            type="button"
            className="variable"
            aria-label={copy.insertNamed(name)}
            title={inserted}
            // The field keeps its cursor.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onInsert(inserted)}
          >
            {name}
          </button>
        );
      })}
    </div>
  );
}

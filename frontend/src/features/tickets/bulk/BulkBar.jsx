import { useLazyCode } from '../../../ui/lazyCode.js';
import { bulkToolbar } from '../lazy.js';
import { bulkCopy } from './copy.js';

/**
 * The bar for selected tickets: their number, and the changes for all of them.
 * @param {object} props
 * @param {ReturnType<typeof import('../list/useSelection.js').useSelection>} props.selection
 * @param {number} props.count
 * @param {import('../../../types').Total} [props.total] how many there are to pick
 * @param {number[]} props.order the loaded tickets
 * @param {import('../../../types').Folder[]} props.folders those that the list shows tickets of
 * @param {(field: import('../../../types').ChoiceField, value: import('../../../types').BulkValue) => void} props.onChange
 * @param {() => void} props.onClear
 */
export function BulkBar({ selection, count, ...rest }) {
  const isShown = selection.ids.size > 0;
  const code = useLazyCode(bulkToolbar, isShown);
  const name = selection.isAll ? bulkCopy.allSelected : bulkCopy.selected;
  const text = isShown ? name(count) : '';
  return (
    <>
      <span className="visually-hidden" role="status">
        {text}
      </span>
      {isShown && code ? <code.BulkToolbar selection={selection} text={text} {...rest} /> : null}
    </>
  );
}

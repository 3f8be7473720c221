import { useLazyCode } from '../../../ui/lazyCode.js';
import { mergingDialogs } from '../lazy.js';
import { closeDialog, useOpenedDialog } from './openDialog.js';

/** The open dialog about merging, linking or moving; its code is loaded apart. */
export function MergingHost() {
  const { opened } = useOpenedDialog();
  const code = useLazyCode(mergingDialogs, opened !== null, closeDialog);
  return opened && code ? <code.MergingDialog opened={opened} /> : null;
}

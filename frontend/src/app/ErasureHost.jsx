import { closeErasure, useErasure } from '../domain/personal-data/panel.js';
import { accountDialogs } from '../features/account/lazy.js';
import { lazyCode, useLazyCode } from '../ui/lazyCode.js';

const dialog = lazyCode(() => import('../features/personal-data/ErasureDialog.jsx'));

/** The erasure of a person, which asks the admin once more who they are; its code is loaded then. */
export function ErasureHost() {
  const { person } = useErasure();
  const code = useLazyCode(dialog, person !== null, closeErasure);
  const account = useLazyCode(accountDialogs, person !== null, closeErasure);
  if (!person || !code || !account) return null;
  return (
    <code.ErasureDialog key={person.id} person={person} onClose={closeErasure}>
      <account.Reauthentication />
    </code.ErasureDialog>
  );
}

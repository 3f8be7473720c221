import { storage } from '../../lib/storage.js';

/**
 * The key under which the device remembers that somebody is signed in, so that it is worth asking
 * for the account.
 */
export const KEY = 'tf.session';

/** Return whether somebody has signed in on this device and not out again. */
export const isSignInRecorded = () => storage.read(KEY) !== null;

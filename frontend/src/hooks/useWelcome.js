import { useState } from 'react';

import { storage } from '../lib/storage.js';

const KEY = 'tf.welcomed';

/** Whether this browser's person still gets the welcome, and how to end it. */
export function useWelcome() {
  const [isShown, setIsShown] = useState(() => storage.read(KEY) === null);
  return {
    isShown,
    end() {
      storage.write(KEY, '1');
      setIsShown(false);
    },
  };
}

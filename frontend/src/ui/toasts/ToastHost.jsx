import { Suspense, lazy, useEffect } from 'react';

import { useLastFocus } from './lastFocus.js';
import { useToasts } from './toastStore.js';

const load = () => import('./ToastRegion.jsx');
const ToastRegion = lazy(async () => ({ default: (await load()).ToastRegion }));

/** Shows the toasts. Their code is loaded when the browser is idle, or with the first toast. */
export function ToastHost() {
  const toasts = useToasts();
  useLastFocus('.toasts');

  useEffect(() => {
    const timer = setTimeout(() => load().catch(() => {}), 4000);
    return () => clearTimeout(timer);
  }, []);

  return (
    <Suspense fallback={null}>{toasts.length ? <ToastRegion toasts={toasts} /> : null}</Suspense>
  );
}

import { useMutation } from '@tanstack/react-query';

import { asApiError } from '../../api/errors.js';

/**
 * Return a form's request: sent once at a time, never queued offline, with its errors by field.
 * @template Values, Result
 * @param {(values: Values) => Promise<Result>} send
 * @param {(result: Result, values: Values) => unknown} [onDone]
 */
export function useAccountRequest(send, onDone) {
  const { mutate, isPending, isSuccess, data, error, reset } = useMutation({
    networkMode: 'always',
    mutationFn: send,
    onSuccess: onDone,
  });
  const refusal = error && asApiError(error);
  const fieldErrors = refusal?.fieldErrors ?? {};
  const isAboutFields = Object.keys(fieldErrors).length > 0;
  return {
    /** @param {Values} values */
    send: (values) => {
      if (!isPending) mutate(values);
    },
    reset,
    data,
    isPending,
    isDone: isSuccess,
    fieldErrors,
    problem: refusal && !isAboutFields ? refusal.message : '',
  };
}

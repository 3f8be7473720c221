import { useMutation } from '@tanstack/react-query';

import { asApiError } from '../../api/errors.js';

/**
 * What a form asks of the server: once at a time, at once or not at all, and with what is wrong
 * put where it belongs.
 * @template Values, Result
 * @param {(values: Values) => Promise<Result>} send
 * @param {(result: Result, values: Values) => unknown} [onDone]
 */
export function useAccountRequest(send, onDone) {
  const { mutate, isPending, error, reset } = useMutation({
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
    isPending,
    fieldErrors,
    problem: refusal && !isAboutFields ? refusal.message : '',
  };
}

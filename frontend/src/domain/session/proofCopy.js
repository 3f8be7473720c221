/** Texts about the proof of who is signed in. */
export const proofCopy = { notConfirmed: 'It was not confirmed that it is you.' };

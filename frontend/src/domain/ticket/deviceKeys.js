/** Where the device keeps the texts that agents have not sent yet. */
export const MESSAGE_DRAFTS = 'tf.message-drafts';
export const OUTBOX = 'tf.outbox';

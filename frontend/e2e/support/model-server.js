/**
 * Stands in for the language model's server: speaks enough of OpenAI's chat API over real HTTP to
 * be asked by the backend, and behaves as the description tells it to.
 *
 * - "hang" in the description: no answer for 30 seconds
 * - "nonsense": an answer that is not JSON
 * - "Say: …" at its beginning: that is its reason
 * - anything else: the first rule below that fits
 */
import { createServer } from 'node:http';

const HANG_MS = 30_000;
const RULES = [
  {
    words: /charged|refund|invoice/i,
    answer: { category: 'billing', priority: 'high', reason: 'It is about a payment.' },
  },
  {
    words: /outage|nobody can/i,
    answer: { category: 'technical', priority: 'critical', reason: 'Many are affected.' },
  },
  {
    words: /password|sign in/i,
    answer: { category: 'account', priority: 'medium', reason: 'It is about signing in.' },
  },
];
const OTHERWISE = { category: 'general', priority: 'low', reason: 'Nothing is broken.' };

/** @param {string} content */
function completion(content) {
  return {
    id: 'stand-in',
    object: 'chat.completion',
    created: 0,
    model: 'stand-in',
    choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }],
  };
}

/**
 * Return the text to classify: the last message, after the instructions and the examples.
 * @param {{ role: string, content: string }[]} messages
 * @returns {string}
 */
function descriptionIn(messages) {
  const { role, content } = messages[messages.length - 1];
  if (role !== 'user') throw new Error(`The last message is of the ${role}.`);
  return JSON.parse(content).description;
}

/** @param {string} description */
function answerTo(description) {
  if (/nonsense/i.test(description)) return 'It depends, does it not?';
  const [, reason] = /^Say: (.*)/.exec(description) ?? [];
  if (reason) return JSON.stringify({ ...OTHERWISE, reason });
  const rule = RULES.find(({ words }) => words.test(description));
  return JSON.stringify(rule?.answer ?? OTHERWISE);
}

const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  if (request.method !== 'POST') {
    response.end('ok');
    return;
  }
  const description = descriptionIn(JSON.parse(body).messages);
  const delay = /hang/i.test(description) ? HANG_MS : 0;
  setTimeout(() => {
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(completion(answerTo(description))));
  }, delay);
});

server.listen(Number(process.env.PORT), '127.0.0.1');

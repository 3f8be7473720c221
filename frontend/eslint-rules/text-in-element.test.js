import { RuleTester } from 'eslint';

import { textInElement } from './text-in-element.js';

const tester = new RuleTester({
  languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
});

/** @param {string} jsx what a component returns */
const component = (jsx) => `
  import Check from 'lucide-react/icons/check';
  import { copy } from './copy.js';
  import { Age } from './Age.jsx';
  const text = copy.part;
  function Component({ name, isOpen, icon: Icon, legend, items, children }) {
    const { title } = copy.hero;
    const word = copy.values[name];
    const shown = <b>{word}</b>;
    return ${jsx};
  }`;

tester.run('text-in-element', textInElement, {
  valid: [
    '<p>Alone</p>',
    '<p>{name}</p>',
    '<p>{isOpen ? copy.open : name}</p>',
    '<p>{isOpen ? <b>Open</b> : name}</p>',
    // What does not change, beside what does not come and go.
    '<p>Never <b>anything</b> else</p>',
    '<button><Check aria-hidden="true" />{copy.done}</button>',
    '<button><Check />{text.done}<kbd>{copy.key}</kbd></button>',
    '<h1>{title} <b>{copy.hero.accent}</b></h1>',
    '<p>{"a"}{`b`}</p>',
    // Elements of its own.
    '<p><span>{name}</span>{isOpen ? <b /> : null}</p>',
    '<p>{`${name}${isOpen ? "+" : ""}`}</p>',
    '<p><b>{name}</b>{" "}<Age /> {shown}</p>',
    '<ul>{items.map((one) => <li key={one}>{one}</li>)}<li>{name}</li></ul>',
    '<ul>{items.map((one) => { return <li key={one}>{one}</li>; })}<li /></ul>',
    // White space is left alone by everybody.
    '<p>{isOpen ? <b /> : null}{" "}<Age /></p>',
    '<p>{isOpen && <b />} {/* why */}</p>',
    // What was given as children is looked at where it is given.
    '<div><h2>{name}</h2>{children}</div>',
    '<div><h2>{name}</h2>{props.children}</div>',
    '<><p>{name}</p>{isOpen ? <b /> : undefined}</>',
    { code: component('<div><h2>{name}</h2>{legend}</div>'), options: [{ elements: ['legend'] }] },
    { code: component('<div><p />{legend(name)}</div>'), options: [{ elements: ['legend'] }] },
    { code: 'const words = items.map((one) => `${one}!`)' },
  ].map((one) => (typeof one === 'string' ? component(one) : one)),

  invalid: [
    // Beside what comes and goes.
    ['<p>Sent {isOpen ? <b /> : null}</p>'],
    ['<p>{isOpen && <b />}{copy.done}</p>'],
    ['<p>{items.map((one) => <b key={one} />)}{copy.done}</p>'],
    ['<p>Opened <Age /></p>'],
    ['<button><Icon />{copy.done}</button>'],
    ['<div>{copy.done}{children}</div>'],
    ['<div>Done<>{isOpen ? <b /> : null}</></div>'],
    // Text that changes, beside anything.
    ['<p>{name}<b /></p>'],
    ['<p><Check />{word}</p>'],
    ['<p><Check />{copy.values[name]}</p>'],
    ['<p><Check />{copy.count(3)}</p>'],
    ['<p><Check />{isOpen ? copy.open : copy.closed}</p>'],
    ['<p><Check />{isOpen ? <b /> : copy.closed}</p>'],
    ['<p><Check />{name ?? copy.nobody}</p>'],
    ['<p><Check />{`${name}!`}</p>'],
    ['<p><Check />{items?.length}</p>'],
    ['<p><Check />{items.map((one) => one.name)}</p>'],
    ['<Age><Check />{name}</Age>'],
    ['<p>{name}: {word}</p>', 3],
    ['<p>{isOpen ? <>, {name} <b /></> : null}</p>', 2],
    // A fragment is no element.
    ['<>{name}</>', 1, 'fragment'],
    ['isOpen ? <>Open</> : null', 1, 'fragment'],
    // Some items of a list text, some not.
    ['items.map((one) => one.isMatch ? <mark key={one} /> : one.text)'],
  ].map(([jsx, count = 1, messageId = 'wrap']) => ({
    code: component(String(jsx)),
    errors: Array.from({ length: Number(count) }, () => ({ messageId: String(messageId) })),
  })),
});

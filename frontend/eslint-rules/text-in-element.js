/**
 * Demands an element of its own for text that changes, and for text beside what comes and goes.
 *
 * Translators and reading aids replace text nodes by elements of their own. React then holds a node
 * that has left the page: what it writes there nobody sees, and what it inserts before it has no
 * place. Text that is all that is in an element is safe, because React replaces the content as a whole.
 */

/** @typedef {{ node: any, isText: boolean, isStill: boolean }} Part what one child of an element renders */

/**
 * @typedef {object} Module
 * @property {import('eslint').SourceCode} sourceCode
 * @property {Set<string>} elements names of variables and functions that never hold text
 */

/** Components of this package always render one element. */
const ICONS = 'lucide-react/';
const LISTS = ['map', 'flatMap'];

/** @type {import('eslint').Rule.RuleModule} */
export const textInElement = {
  meta: {
    type: 'problem',
    // `elements`: names of variables and functions that never hold text, such as properties for elements.
    schema: [
      {
        type: 'object',
        properties: { elements: { type: 'array', items: { type: 'string' } } },
        additionalProperties: false,
      },
    ],
    messages: {
      wrap: 'Give this text an element of its own: a translator replaces its node, and what stands beside it comes and goes or the text changes.',
      fragment:
        'Give this text an element of its own: in a fragment it stands beside what others render.',
    },
  },
  create(context) {
    const { sourceCode } = context;
    // What a component was given as children is checked where it is given.
    const elements = new Set(['children', ...(context.options[0]?.elements ?? [])]);
    const module = { sourceCode, elements };

    /** @param {any} node */
    function check(node) {
      const { parent } = node;
      const isFragment = node.type === 'JSXFragment';
      // Its children are judged beside those of the element that it stands in.
      if (isFragment && ['JSXElement', 'JSXFragment'].includes(parent.type)) return;
      const parts = partsOf(node.children, module);
      if (parts.length === 1 && isFragment && parts[0].isText) {
        context.report({ node: parts[0].node, messageId: 'fragment' });
      }
      for (const part of parts) {
        const others = parts.filter((other) => other !== part);
        const isTouched =
          others.length > 0 && (!part.isStill || others.some((one) => !one.isStill));
        if (part.isText && isTouched) context.report({ node: part.node, messageId: 'wrap' });
      }
    }

    /** @param {any} node */
    function checkList(node) {
      const parts = returnedParts(node, module);
      if (parts.every(({ isText }) => isText)) return;
      for (const part of parts) {
        if (part.isText) context.report({ node: part.node, messageId: 'wrap' });
      }
    }
    return { JSXElement: check, JSXFragment: check, CallExpression: checkList };
  },
};

/**
 * @param {any[]} children
 * @param {Module} module
 * @returns {Part[]}
 */
function partsOf(children, module) {
  return children.flatMap((node) => {
    if (node.type === 'JSXText') {
      return node.value.trim() ? [{ node, isText: true, isStill: true }] : [];
    }
    if (node.type === 'JSXFragment') return partsOf(node.children, module);
    if (node.type === 'JSXElement') return [elementPart(node, module)];
    if (node.type !== 'JSXExpressionContainer') return [{ node, isText: true, isStill: false }];
    const parts = expressionParts(node.expression, module);
    // One place in the page, whatever stands there.
    if (parts.length < 2) return parts;
    return [{ node, isText: parts.some(({ isText }) => isText), isStill: false }];
  });
}

/**
 * @param {any} node
 * @param {Module} module
 * @returns {Part}
 */
function elementPart(node, module) {
  const { name } = node.openingElement;
  const isHost = name.type === 'JSXIdentifier' && /^[a-z]/.test(name.name);
  const definition = isHost ? undefined : definitionOf(name, module);
  const isIcon = definition?.parent?.source?.value.startsWith(ICONS);
  // Any other component may render nothing at times.
  return { node, isText: false, isStill: isHost || isIcon };
}

/**
 * @param {any} node
 * @param {Module} module
 * @returns {Part[]}
 */
function expressionParts(node, module) {
  const changing = (/** @type {any} */ branch) =>
    expressionParts(branch, module).map((part) => ({ ...part, isStill: false }));
  switch (node.type) {
    case 'JSXEmptyExpression':
      return [];
    case 'Literal':
      // Nobody translates white space.
      return ['string', 'number'].includes(typeof node.value) && String(node.value).trim()
        ? [{ node, isText: true, isStill: true }]
        : [];
    case 'TemplateLiteral':
      return [{ node, isText: true, isStill: node.expressions.length === 0 }];
    case 'JSXElement':
      return [elementPart(node, module)];
    case 'JSXFragment':
      return partsOf(node.children, module);
    case 'ConditionalExpression':
      return [...changing(node.consequent), ...changing(node.alternate)];
    case 'LogicalExpression':
      return node.operator === '&&'
        ? changing(node.right)
        : [...changing(node.left), ...changing(node.right)];
    case 'ArrayExpression':
      return node.elements.flatMap(changing);
    case 'CallExpression':
      return [{ node, isText: !makesElements(node, module), isStill: false }];
    case 'ChainExpression':
      return expressionParts(node.expression, module);
    case 'Identifier':
      return identifierParts(node, module);
    case 'MemberExpression':
      if (module.elements.has(node.property.name)) return [{ node, isText: false, isStill: false }];
      return [{ node, isText: true, isStill: isConstant(node, module) }];
    default:
      return [{ node, isText: true, isStill: false }];
  }
}

/**
 * @param {any} node
 * @param {Module} module
 * @returns {Part[]}
 */
function identifierParts(node, module) {
  if (node.name === 'undefined') return [];
  if (module.elements.has(node.name)) return [{ node, isText: false, isStill: false }];
  const definition = definitionOf(node, module);
  if (definition?.type === 'Variable' && definition.node.id.type === 'Identifier') {
    const { init } = definition.node;
    const parts = init ? expressionParts(init, module) : [];
    if (parts.length) {
      return parts.map((part) => ({
        ...part,
        node,
        isStill: part.isStill && isConstant(node, module),
      }));
    }
  }
  return [{ node, isText: true, isStill: isConstant(node, module) }];
}

/**
 * Return whether a call returns elements, such as those of a list's items.
 * @param {any} node
 * @param {Module} module
 */
function makesElements(node, module) {
  if (module.elements.has(node.callee.name)) return true;
  const parts = returnedParts(node, module);
  return parts.length > 0 && parts.every(({ isText }) => !isText);
}

/**
 * Return what the items of a list become.
 * @param {any} node a call
 * @param {Module} module
 * @returns {Part[]}
 */
function returnedParts({ callee, arguments: [callback] }, module) {
  const isList = callee.type === 'MemberExpression' && LISTS.includes(callee.property.name);
  if (!isList || !callback?.body) return [];
  const { body } = callback;
  const returned =
    body.type === 'BlockStatement'
      ? body.body.flatMap((/** @type {any} */ statement) => statement.argument ?? [])
      : [body];
  return returned.flatMap((/** @type {any} */ value) => expressionParts(value, module));
}

/**
 * Return whether a value is the same for as long as the page is open: a constant of a module, or what
 * such a constant holds under a fixed name.
 * @param {any} node
 * @param {Module} module
 * @returns {boolean}
 */
function isConstant(node, module) {
  if (node.type === 'MemberExpression') {
    const isFixed = !node.computed || node.property.type === 'Literal';
    return isFixed && isConstant(node.object, module);
  }
  if (node.type !== 'Identifier') return false;
  const definition = definitionOf(node, module);
  if (definition?.type === 'ImportBinding') return true;
  if (definition?.type !== 'Variable' || definition.parent.kind !== 'const') return false;
  const { init } = definition.node;
  return definition.parent.parent.type === 'Program' || (init && isConstant(init, module));
}

/**
 * @param {any} node
 * @param {Module} module
 * @returns {any} where its name is defined
 */
function definitionOf(node, module) {
  const root = node.type === 'JSXMemberExpression' ? node.object : node;
  for (
    let scope = module.sourceCode.getScope(node);
    scope;
    scope = /** @type {any} */ (scope.upper)
  ) {
    const found = scope.set.get(root.name);
    if (found) return found.defs[0];
  }
  return undefined;
}

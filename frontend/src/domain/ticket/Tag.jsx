/**
 * The name of a tag in its colour.
 * @param {{ name: string, color: import('../../types').TagColor }} props
 */
export function Tag({ name, color }) {
  return (
    <bdi className="tag" data-color={color} title={name}>
      {name}
    </bdi>
  );
}

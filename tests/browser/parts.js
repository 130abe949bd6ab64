// The parts of a page as they are built: tag, attributes, whether words stand there, and the parts inside.
// Two parts of the same build in the same place and the same print read alike to axe-core.
(() => {
  const KEPT = /^(class|role|type|lang|dir|tabindex|hidden|open|disabled|scope|colspan|data-.*)$/;
  const hashed = (words) => {
    let a = 0xdeadbeef, b = 0x41c6ce57;
    for (let i = 0; i < words.length; i++) {
      const code = words.charCodeAt(i);
      a = Math.imul(a ^ code, 2654435761);
      b = Math.imul(b ^ code, 1597334677);
    }
    return (a >>> 0).toString(36) + (b >>> 0).toString(36);
  };
  const own = (part) => {
    const marks = Array.from(part.attributes, ({ name, value }) =>
      `${name}=${KEPT.test(name) ? value : value.trim() !== ""}`);
    const said = Array.from(part.childNodes).some((one) => one.nodeType === 3 && one.data.trim());
    return `${part.tagName}[${marks.sort().join(" ")}]${said}`;
  };
  const nodes = [], keys = [];
  const walk = (part, around) => {
    const place = nodes.push(part) - 1, self = own(part);
    keys.push("");
    const inside = hashed(around + self);
    const builds = Array.from(part.children, (child) => walk(child, inside));
    const build = hashed(self + builds.join(","));
    keys[place] = hashed(around + build);
    return build;
  };
  walk(document.documentElement, innerWidth < 800 ? "phone" : "desk");
  window.partsOfPage = nodes;
  return keys.join(" ");
})();

/* 读给我听: reads the main part of a page, sentence by sentence, with the browser's own voice.
   What is said is what is seen, in the same order; menus, buttons and fields are not read.
   Where sight and sound differ, an element says so in data-say, or the rules below do. */
(function () {
  "use strict";

  var voice = window.speechSynthesis;
  var box = document.querySelector("[data-read-aloud]");
  if (!box || !voice || !window.SpeechSynthesisUtterance) return;

  var chinese = document.documentElement.lang !== "en";
  var SILENT = "nav, button, form .actions, .actions, svg, script, style, .away, [hidden], [aria-hidden=true], input," +
    " textarea, select, datalist, .page-head-back, .page-help, .page-help-link, .read-aloud, .pager, .filters, .search, .hash, .counter, .messages .away";
  var INLINE = /^(A|ABBR|B|BDI|CITE|CODE|DEL|EM|I|INS|MARK|Q|S|SMALL|SPAN|STRONG|SUB|SUP|TIME|U|LABEL)$/;
  var ENDS = /[^。！？；!?;]*[。！？；!?;]+[”」）)]*|[^。！？；!?;]+$/g;
  var DIGITS = "零幺二三四五六七八九";

  function oneByOne(number) { return number.replace(/\d/g, function (digit) { return DIGITS[digit]; }); }

  function money(whole, sign, sum, jiao, fen) {
    var small = (jiao !== "0" ? jiao + "角" : fen !== "0" ? "零" : "") + (fen !== "0" ? fen + "分" : "");
    return (sign ? "负" : "") + sum + "元" + (small || "整");
  }

  function aloud(words) {
    if (!chinese) return words;
    return words
      .replace(/(\d),(?=\d{3}(?!\d))/g, "$1")
      .replace(/(-?)(\d+)\.(\d)(\d)\s*元/g, money)
      .replace(/㎡/g, "平方米")
      .replace(/(\d+)号楼\s*(?:(\d+)号)?\s*(\d{3,4})(?!\d)/g, function (all, building, entrance, room) {
        return building + "号楼" + (entrance ? entrance + "号" : "") + oneByOne(room);
      })
      .replace(/(^|[^\d-])(\d{1,3})-(\d{3,4})(?![\d-])/g, function (all, before, building, room) {
        return before + building + "号楼" + oneByOne(room);
      })
      .replace(/(\d{3})\*{4}(\d{4})/g, function (all, first, last) { return oneByOne(first) + "，尾号" + oneByOne(last); })
      .replace(/([\u4e00-\u9fff]{1,2})\*/g, "$1某")
      .replace(/(\d{1,2}):00(?!\d)/g, "$1点")
      .replace(/(\d{1,2}):(\d\d)(?!\d)/g, "$1点$2分")
      .replace(/(^|[^\d])(\d{1,2})\/(\d{1,2})(?![\d/])/g, "$1$3分之$2")
      .replace(/(\d+(?:\.\d+)?)%/g, "百分之$1")
      .replace(/\s*·\s*/g, "，");
  }

  function silent(element) {
    return element.matches(SILENT) || (element.parentElement && element.parentElement.matches("details:not([open])") &&
      element.tagName !== "SUMMARY") || element.getClientRects().length === 0;
  }

  /* The pieces of the page: each a block with the words in it. A block inside a block is a piece of its own. */
  function pieces(root) {
    var found = [], current = null;
    function say(words, block) {
      if (!current || current.block !== block) { current = { block: block, words: "" }; found.push(current); }
      current.words += words;
    }
    function walk(node, block) {
      if (node.nodeType === Node.TEXT_NODE) { say(node.nodeValue, block); return; }
      if (node.nodeType !== Node.ELEMENT_NODE || silent(node)) return;
      var inline = INLINE.test(node.tagName) && getComputedStyle(node).display.indexOf("inline") === 0;
      var own = inline ? block : node;
      if (!inline) current = null;
      if (node.tagName === "BR") { current = null; return; }
      if (node.hasAttribute("data-say")) say(node.dataset.say, own);
      else if (node.matches(".code")) say(chinese ? oneByOne(node.textContent).split("").join(" ") : node.textContent, own);
      else if (node.matches(".seal")) say(node.getAttribute("aria-label"), own);
      else node.childNodes.forEach(function (child) { walk(child, own); });
      if (!inline) current = null;
    }
    walk(root, root);
    return found;
  }

  function sentences(root) {
    var all = [];
    pieces(root).forEach(function (piece) {
      var words = piece.words.replace(/\s+/g, " ").trim();
      (words.match(ENDS) || []).forEach(function (sentence) {
        if (/[\u4e00-\u9fffA-Za-z0-9]/.test(sentence)) all.push({ block: piece.block, words: aloud(sentence.trim()) });
      });
    });
    return all;
  }

  var start = box.querySelector("[data-read]"), slower = box.querySelector("[data-slower]");
  var label = start.textContent, waiting = [], place = 0, lit = null, turn = 0;

  function light(block) {
    if (lit) lit.classList.remove("being-read");
    lit = block;
    if (!block) return;
    block.classList.add("being-read");
    block.scrollIntoView({ block: "nearest" });
  }

  function rest() {
    turn += 1;
    voice.cancel();
    light(null);
    waiting = [];
    start.textContent = label;
    start.setAttribute("aria-pressed", "false");
  }

  function sayNext() {
    if (place >= waiting.length) { rest(); return; }
    var mine = turn, said = new SpeechSynthesisUtterance(waiting[place].words);
    said.lang = chinese ? "zh-CN" : "en-GB";
    said.rate = slower.getAttribute("aria-pressed") === "true" ? 0.6 : 0.85;
    var speaker = (voice.getVoices() || []).filter(function (one) { return one.lang.replace("_", "-") === said.lang; })[0];
    if (speaker) said.voice = speaker;
    said.onend = function () { if (mine === turn) { place += 1; sayNext(); } };
    said.onerror = function () { if (mine === turn) rest(); };
    light(waiting[place].block);
    voice.speak(said);
  }

  function begin() {
    rest();
    waiting = sentences(document.getElementById("main"));
    place = 0;
    start.textContent = box.dataset.stop;
    start.setAttribute("aria-pressed", "true");
    sayNext();
  }

  start.addEventListener("click", function () { if (waiting.length) rest(); else begin(); });
  slower.addEventListener("click", function () {
    slower.setAttribute("aria-pressed", slower.getAttribute("aria-pressed") === "true" ? "false" : "true");
    if (!waiting.length) return;
    turn += 1; /* the sentence that is being said begins again, at the new pace */
    voice.cancel();
    sayNext();
  });
  window.addEventListener("pagehide", rest);
  box.hidden = false;
})();

/* Small comforts on top of pages that work without them. */
(function () {
  "use strict";

  function each(root, selector, act) {
    if (root.matches && root.matches(selector)) act(root);
    root.querySelectorAll(selector).forEach(act);
  }

  function printButton(button) {
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  }

  function counter(area) {
    var words = document.createElement("p");
    words.className = "counter";
    words.setAttribute("aria-hidden", "true");
    area.insertAdjacentElement("afterend", words);
    function count() {
      var left = area.maxLength - area.value.length;
      words.textContent = area.dataset.counter.replace("%n", left);
      words.classList.toggle("near", left <= 20);
    }
    area.addEventListener("input", count);
    count();
  }

  /* Drawn on a canvas: needs no blob: address in the content security policy. */
  function thumbnail(file, shelf) {
    createImageBitmap(file).then(function (picture) {
      var sheet = document.createElement("canvas");
      var scale = 240 / Math.max(picture.width, picture.height);
      sheet.width = Math.max(1, Math.round(picture.width * scale));
      sheet.height = Math.max(1, Math.round(picture.height * scale));
      sheet.setAttribute("role", "img");
      sheet.setAttribute("aria-label", file.name);
      sheet.getContext("2d").drawImage(picture, 0, 0, sheet.width, sheet.height);
      shelf.append(sheet);
    }, function () { shelf.append(file.name); });
  }

  function preview(input) {
    var shelf = document.createElement("div");
    shelf.className = "previews";
    input.insertAdjacentElement("afterend", shelf);
    input.addEventListener("change", function () {
      shelf.textContent = "";
      Array.from(input.files).forEach(function (file) { thumbnail(file, shelf); });
    });
  }

  function autosubmit(form) {
    form.querySelectorAll("[data-without-script]").forEach(function (button) { button.hidden = true; });
    form.addEventListener("change", function () { form.requestSubmit(); });
  }

  function prepare(root) {
    each(root, "[data-print]", printButton);
    each(root, "textarea[data-counter][maxlength]", counter);
    each(root, "input[type=file][data-preview]", preview);
    each(root, "form[data-autosubmit]", autosubmit);
    each(root, "[data-focus]", function (faults) { faults.focus(); });
  }

  function closeMenus(except) {
    document.querySelectorAll("details.menu[open]").forEach(function (menu) {
      if (!menu.contains(except)) menu.open = false;
    });
  }

  prepare(document);
  document.addEventListener("htmx:load", function (event) {
    if (event.target !== document.body) prepare(event.target);
  });
  document.addEventListener("click", function (event) { closeMenus(event.target); });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") closeMenus(null);
  });
})();

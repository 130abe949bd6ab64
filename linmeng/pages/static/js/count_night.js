/* Entering papers at pace: keys 1 2 3 choose, Enter keeps; the camera reads the code where the phone can. */
(function () {
  "use strict";

  function answers(form) {
    return Array.from(form.querySelectorAll("fieldset")).filter(function (group) {
      return group.querySelector("input[type=radio][name^=q], input[type=radio][name=lay]");
    });
  }

  function keys(form) {
    var groups = answers(form);
    document.addEventListener("keydown", function (event) {
      if (event.ctrlKey || event.metaKey || event.altKey || !/^[1-9]$/.test(event.key)) return;
      if (/^(text|search|number|)$/.test(event.target.type || "-")) return;
      var open = groups.find(function (group) { return !group.querySelector("input:checked"); }) || groups[groups.length - 1];
      var box = open && open.querySelectorAll("input[type=radio]")[Number(event.key) - 1];
      if (!box) return;
      box.checked = true;
      box.focus();
      event.preventDefault();
    });
    form.addEventListener("keydown", function (event) {
      if (event.key === "Enter" && event.target.type === "radio") { event.preventDefault(); form.requestSubmit(); }
    });
  }

  function look(field, video, detector) {
    if (!video.srcObject) return;
    detector.detect(video).then(function (codes) {
      if (!codes.length) { window.requestAnimationFrame(function () { look(field, video, detector); }); return; }
      video.srcObject.getTracks().forEach(function (track) { track.stop(); });
      field.value = codes[0].rawValue;
      field.form.requestSubmit();
    });
  }

  function camera(field) {
    if (!("BarcodeDetector" in window) || !navigator.mediaDevices) return;
    var button = document.createElement("button");
    button.type = "button";
    button.className = "button quiet";
    button.textContent = field.dataset.codeReader;
    field.form.append(button);
    button.addEventListener("click", function () {
      var video = document.createElement("video");
      video.playsInline = true;
      video.muted = true;
      button.replaceWith(video);
      navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } }).then(function (stream) {
        video.srcObject = stream;
        video.play();
        look(field, video, new window.BarcodeDetector({ formats: ["qr_code"] }));
      }, function () { video.remove(); field.focus(); });
    });
  }

  document.querySelectorAll("form[data-answer-keys]").forEach(keys);
  document.querySelectorAll("input[data-code-reader]").forEach(camera);
})();

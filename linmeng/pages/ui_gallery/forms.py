"""Sample forms of the gallery: one field of each kind."""

from django import forms

ANSWERS = (("yes", "同意"), ("no", "反对"), ("abstain", "弃权"))
PLACES = (("home", "自己家里"), ("stairs", "楼道、电梯"), ("yard", "小区里"))


class SampleForm(forms.Form):
    """Every kind of field, empty."""

    words = forms.CharField(
        label="您想说什么？",
        help_text="一句话也可以。",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    tel = forms.CharField(
        label="电话",
        help_text="只给办理的人看。",
        max_length=20,
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    place = forms.ChoiceField(label="在哪里？", choices=PLACES)
    day = forms.DateField(
        label="哪一天看到的？",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    photos = forms.FileField(label="照片", help_text="最多三张；位置信息会被去掉。", required=False)
    answer = forms.ChoiceField(label="您的意见", choices=ANSWERS, widget=forms.RadioSelect)
    ways = forms.MultipleChoiceField(
        label="怎么告诉您结果？",
        choices=(("sms", "短信"), ("paper", "回音条送到门口"), ("visit", "楼组长上门说")),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    public = forms.BooleanField(
        label="我的原话可以贴在公示板上", help_text="不勾选，就只贴整理过的事项，不带姓名。", required=False
    )


class FaultyForm(SampleForm):
    """The same after a faulty entry: shows the errors."""

    prefix = "faulty"

    def clean(self) -> dict[str, object]:
        """Refuse, so that the general error is seen too."""
        raise forms.ValidationError("这一户今天已经交过一张票，先交的算数。")

import django.core.validators
import django.db.models.deletion
import linmeng.ground.ids
import linmeng.ground.models.tenant
import linmeng.ground.tenancy
from django.db import migrations, models

class Migration(migrations.Migration):
    initial = True
    dependencies = [('alliance', '0001_first'), ('ground', '0001_first'), ('voices', '0001_first')]
    operations = [migrations.CreateModel(name='ListItem', fields=[('id', models.BigIntegerField(default=linmeng.ground.ids.new_id, editable=False, primary_key=True, serialize=False)), ('list', models.CharField(choices=[('problem', 'problem list'), ('value', 'value list')], max_length=8)), ('place', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1)])), ('reason', models.CharField(max_length=200)), ('placed_at', models.DateTimeField()), ('left_at', models.DateTimeField(blank=True, null=True)), ('left_because', models.CharField(blank=True, max_length=200)), ('alliance', linmeng.ground.models.tenant.AllianceKey(default=linmeng.ground.tenancy.required_alliance_id, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ground.alliance')), ('compound', linmeng.ground.models.tenant.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='list_items', to='alliance.compound')), ('matter', linmeng.ground.models.tenant.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='list_items', to='voices.matter'))], options={'ordering': ['place'], 'abstract': False, 'base_manager_name': 'objects', 'constraints': [models.UniqueConstraint(condition=models.Q(('left_at__isnull', True)), fields=('alliance', 'matter'), name='matter_on_one_list'), models.UniqueConstraint(condition=models.Q(('left_at__isnull', True)), fields=('alliance', 'compound', 'list', 'place'), name='one_matter_a_place')]})]

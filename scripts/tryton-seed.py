"""A wholesaler in Tryton for tests: the same SKUs, ids, quantities and prices on every run."""
import datetime as dt
import os
from decimal import Decimal as D

from proteus import Model, Wizard, config

cfg = config.set_trytond(database='sqlite:///' + os.environ['SEED_DB'], user='admin',
    config_file=os.environ['SEED_CONF'])
N = max(60, int(os.environ['SEED_PRODUCTS']))
YEAR = dt.date.today().year


def get(name):
    return Model.get(name)


def find1(name, *domain):
    record, = get(name).find(list(domain), limit=1)
    return record


def bulk(name, rows, size=500):
    """Model.create in batches; returns the ids."""
    proxy, ids = get(name)._proxy, []
    for i in range(0, len(rows), size):
        ids += proxy.create(rows[i:i + size], cfg.context)
    return ids


# -- currencies, countries -------------------------------------------------
Currency = get('currency.currency')


def currency(name, code, numeric, symbol, rate):
    c = Currency(name=name, code=code, numeric_code=numeric, symbol=symbol,
        digits=2, rounding=D('0.01'))
    c.rates.new(rate=D(rate), date=dt.date(2020, 1, 1))
    c.save()
    return c


eur = currency('Euro', 'EUR', '978', '€', '1')
usd = currency('US Dollar', 'USD', '840', '$', '1.25')
Country = get('country.country')
countries = {}
for code, code3, num, name in [
        ('DE', 'DEU', '276', 'Germany'), ('DK', 'DNK', '208', 'Denmark'),
        ('FR', 'FRA', '250', 'France'), ('GB', 'GBR', '826', 'United Kingdom'),
        ('NL', 'NLD', '528', 'Netherlands'), ('SE', 'SWE', '752', 'Sweden'),
        ('US', 'USA', '840', 'United States'), ('CA', 'CAN', '124', 'Canada')]:
    c = Country(name=name, code=code, code3=code3, code_numeric=num)
    c.save()
    countries[code] = c
Subdivision = get('country.subdivision')
for code, name in [('US-CA', 'California'), ('US-NY', 'New York'), ('US-TX', 'Texas')]:
    Subdivision(country=countries['US'], code=code, name=name, type='state').save()

# -- company ----------------------------------------------------------------
party = get('party.party')(name='Demo Wholesale GmbH')
address, = party.addresses or [party.addresses.new()]
address.street, address.postal_code, address.city = 'Lagerweg 1', '20095', 'Hamburg'
address.country = countries['DE']
party.save()
wizard = Wizard('company.company.config')
wizard.execute('company')
wizard.form.party, wizard.form.currency = party, eur
wizard.form.timezone = 'Europe/Berlin'
wizard.execute('add')
User = get('res.user')
cfg._context = User.get_preferences(True, cfg.context)
company, = get('company.company').find()

# -- accounting -------------------------------------------------------------
template = get('account.account.template')(find1('ir.model.data',
    ('module', '=', 'account'), ('fs_id', '=', 'account_template_root_en')).db_id)
chart = Wizard('account.create_chart')
chart.execute('account')
chart.form.account_template, chart.form.company = template, company
chart.execute('create_account')


def account(kind):
    return find1('account.account', ('type.%s' % kind, '=', True), ('company', '=', company.id))


receivable, payable = account('receivable'), account('payable')
revenue, expense = account('revenue'), account('expense')
chart.form.account_receivable, chart.form.account_payable = receivable, payable
chart.execute('create_properties')
tax_account = find1('account.account', ('name', '=', 'Main Tax'), ('company', '=', company.id))
cash_account = find1('account.account', ('name', '=', 'Main Cash'), ('company', '=', company.id))

move_type = find1('ir.sequence.type', ('name', '=', 'Account Move'))
invoice_type = find1('ir.sequence.type', ('name', '=', 'Invoice'))
for year in (YEAR - 1, YEAR, YEAR + 1):
    seq = get('ir.sequence')(name='Moves %s' % year, sequence_type=move_type, company=company)
    seq.save()
    inv = get('ir.sequence.strict')(name='Invoices %s' % year, sequence_type=invoice_type,
        company=company, prefix='INV%s-' % year, padding=5)
    inv.save()
    fy = get('account.fiscalyear')(name=str(year), company=company, post_move_sequence=seq,
        start_date=dt.date(year, 1, 1), end_date=dt.date(year, 12, 31))
    line, = fy.invoice_sequences
    line.out_invoice_sequence = line.in_invoice_sequence = inv
    line.out_credit_note_sequence = line.in_credit_note_sequence = inv
    fy.save()
    fy.click('create_period')

vat = get('account.tax')(name='VAT 19%', description='VAT 19%', type='percentage', rate=D('0.19'),
    invoice_account=tax_account, credit_note_account=tax_account)
vat.save()
term = get('account.invoice.payment_term')(name='Direct')
term.lines.new(type='remainder')
term.save()
cash = find1('account.journal', ('type', '=', 'cash'))
get('account.invoice.payment.method')(name='Shopify Payments', journal=cash, company=company,
    credit_account=cash_account, debit_account=cash_account).save()

Category = get('product.category')
acc_cat = Category(name='Goods 19%', accounting=True, account_revenue=revenue, account_expense=expense)
acc_cat.customer_taxes.append(get('account.tax')(vat.id))
acc_cat.save()
cats = {}
for name in ('Shirts', 'Shoes', 'Bags', 'Homeware'):
    cats[name] = Category(name=name)
    cats[name].save()

# -- warehouses ---------------------------------------------------------------
Location = get('stock.location')
wh1 = find1('stock.location', ('code', '=', 'WH'))
wh1.name, wh1.code = 'Hamburg', 'WH-HAM'
wh1.save()
parts = {}
for code, name in (('IN', 'Input'), ('STO', 'Storage'), ('OUT', 'Output')):
    parts[code] = Location(name='Rotterdam %s' % name, code='RTM-' + code, type='storage')
    parts[code].save()
wh2 = Location(name='Rotterdam', code='WH-RTM', type='warehouse', input_location=parts['IN'],
    storage_location=parts['STO'], output_location=parts['OUT'],
    lost_found_location=wh1.lost_found_location)
wh2.save()

# -- products -------------------------------------------------------------------
unit = find1('product.uom', ('name', '=', 'Unit'))
gram = find1('product.uom', ('symbol', '=', 'g'))
names = sorted(cats)
templates, variants = [], []  # every 4th template has 3 variants, the others one
while len(variants) < N:
    t = len(templates) + 1
    cat = names[t % 4]
    price = D(500 + (t * 739) % 19500) / 100  # 5.00 .. 199.99, deterministic
    templates.append({
        'name': '%s Model %04d' % (cat[:-1] if cat != 'Homeware' else cat, t),
        'code': 'DEMO-%04d' % t,
        'type': 'goods', 'default_uom': unit.id, 'salable': True, 'sale_uom': unit.id,
        'purchasable': True, 'purchase_uom': unit.id,
        'account_category': acc_cat.id, 'categories': [('add', [cats[cat].id])],
        'list_price': price,
        'weight': float(100 + (t * 37) % 900), 'weight_uom': gram.id,
        })
    for suffix in (('-S', '-M', '-L') if t % 4 == 0 else ('',)):
        if len(variants) < N:
            variants.append((t - 1, suffix, price))
template_ids = bulk('product.template', templates)
product_ids = bulk('product.product', [{
    'template': template_ids[t], 'suffix_code': suffix or None,
    'cost_price': (price * D('0.6')).quantize(D('0.0001')),
    } for t, suffix, price in variants])

service = get('product.template')(name='Shipping', type='service', default_uom=unit, salable=True,
    sale_uom=unit, list_price=D('4.90'), account_category=acc_cat, code='SHIPPING')
variant, = service.products
variant.cost_price = D('3')
service.save()
shipping, = service.products
discount = get('product.template')(name='Order discount', type='service', default_uom=unit, salable=True,
    sale_uom=unit, list_price=D('0'), account_category=acc_cat, code='DISCOUNT')
discount.save()

# -- stock: one inventory a warehouse; every 10th SKU has none, every 17th only in Rotterdam ----
def quantities(i):
    if i % 10 == 0:
        return 0, 0
    if i % 17 == 0:
        return 0, 5 + i % 40
    return 10 + (i * 7) % 90, (i * 3) % 25


for wh, pos in ((wh1, 0), (wh2, 1)):
    inventory = get('stock.inventory')(location=wh.storage_location, date=dt.date(YEAR, 1, 1),
        empty_quantity='keep')
    inventory.save()
    bulk('stock.inventory.line', [
        {'inventory': inventory.id, 'product': p, 'quantity': float(quantities(i)[pos])}
        for i, p in enumerate(product_ids, 1) if quantities(i)[pos]])
    inventory.click('confirm')

# -- price lists -------------------------------------------------------------------
PriceList = get('product.price_list')
web = PriceList(name='Web', company=company, unit='product_default')
web.lines.new(sequence=10, product=get('product.product')(product_ids[0]), formula='Decimal("9.99")')
web.lines.new(sequence=20, category=cats['Bags'], formula='unit_price * Decimal("0.80")')
web.lines.new(sequence=30, quantity=10.0, formula='unit_price * Decimal("0.85")')
web.lines.new(sequence=40, formula='unit_price * Decimal("0.90")')
web.save()
b2b = PriceList(name='B2B', company=company, unit='product_default')
b2b.lines.new(sequence=10, formula='cost_price * Decimal("1.25")')
b2b.save()

# -- carrier, package type, customers ---------------------------------------------------
carrier_party = get('party.party')(name='Parcel Express')
carrier_party.save()
carrier = get('carrier')(party=carrier_party, carrier_product=shipping)
carrier.save()
get('stock.package.type')(name='Box').save()
guest = get('party.party')(name='Web Guest', customer_payment_term=term, sale_price_list=web)
guest.save()
known = get('party.party')(name='Jensen Retail ApS', customer_payment_term=term, sale_price_list=b2b)
a, = known.addresses or [known.addresses.new()]
a.street, a.postal_code, a.city, a.country = 'Strandvejen 12', '2100', 'Copenhagen', countries['DK']
known.contact_mechanisms.new(type='email', value='orders@jensen.example')
known.save()

conf = get('sale.configuration')(1)
conf.sale_price_list = web
conf.sale_invoice_method, conf.sale_shipment_method = 'shipment', 'order'
conf.sale_shipment_cost_method = None
conf.save()
acc_conf = get('account.configuration')(1)
acc_conf.default_customer_payment_term = term
acc_conf.save()
shop = get('web.shop')(name='Shopify demo', company=company, currency=eur, guest_party=guest)
shop.warehouses.append(Location(wh1.id))
shop.warehouses.append(Location(wh2.id))
for p in product_ids[:50]:
    shop.products.append(get('product.product')(p))
shop.save()

# -- the integration's own user (not admin) ------------------------------------------------
sync = User(name='Shop sync', login=os.environ['SEED_SYNC_USER'])
sync.password = os.environ['SEED_SYNC_PASSWORD']
wanted = ['Sales', 'Sales Administrator', 'Stock', 'Stock Administration', 'Stock Force Assignment',
    'Party Administration', 'Product Administration', 'Account', 'Sale Stock Quantity', 'Currency Administration']
for g in get('res.group').find([('name', 'in', wanted)]):
    sync.groups.append(g)
sync.companies.append(get('company.company')(company.id))
sync.company = get('company.company')(company.id)
sync.save()

print('seeded', len(template_ids), 'templates', len(product_ids), 'products')

"""Writes the files beside it, and what pyarrow 26.0.1 reads in them. Run it with that version to write them again."""
import base64, datetime, decimal, json, math
import pyarrow as pa
import pyarrow.parquet as pq

SCHEMA = pa.schema([
    ("key", pa.string()),
    ("bytes", pa.int64()),
    ("ratio", pa.float64()),
    ("price", pa.decimal128(8, 2)),
    ("isRaw", pa.bool_()),
    ("taken", pa.timestamp("ms", tz="UTC")),
    ("day", pa.date32()),
    ("digest", pa.binary()),
    ("tags", pa.list_(pa.string())),
    ("camera", pa.struct([("make", pa.string()), ("lens", pa.struct([("mm", pa.int32())]))])),
])
TAKEN = datetime.datetime(2026, 5, 1, 10, 30, tzinfo=datetime.timezone.utc)
ROWS = [
    {"key": "a.jpg", "bytes": 1, "ratio": 1.5, "price": decimal.Decimal("12.34"), "isRaw": False, "taken": TAKEN,
     "day": datetime.date(2026, 5, 1), "digest": b"\xff\x00", "tags": ["x", None, ""],
     "camera": {"make": "日本", "lens": {"mm": 35}}},
    {"key": "ü b.jpg", "bytes": 2**53 - 1, "ratio": math.nan, "tags": [], "camera": {"make": None, "lens": None}},
    {"key": None},
    {"key": "d.jpg", "bytes": -1, "isRaw": True, "camera": {"make": "M", "lens": {"mm": None}}},
]

def as_json(value):
    if isinstance(value, dict): return {name: as_json(member) for name, member in value.items()}
    if isinstance(value, list): return [as_json(member) for member in value]
    if isinstance(value, datetime.datetime): return value.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    if isinstance(value, datetime.date): return value.isoformat()
    if isinstance(value, decimal.Decimal): return float(value)
    if isinstance(value, bytes): return base64.b64encode(value).decode()
    return None if isinstance(value, float) and math.isnan(value) else value

table = pa.Table.from_pylist(ROWS, schema=SCHEMA)
for codec in ["none", "snappy", "gzip", "zstd", "brotli"]:
    pq.write_table(table, f"{codec}.parquet", compression=codec, row_group_size=3, data_page_version="2.0" if codec == "zstd" else "1.0")
json.dump(as_json(pq.read_table("none.parquet").to_pylist()), open("rows.json", "w"), ensure_ascii=False, indent=1)
many = pa.table({"n": pa.array(range(100_001), pa.int32()), "place": pa.array(["a", "b"] * 50_000 + ["c"])})
pq.write_table(many, "100001.parquet", compression="zstd", row_group_size=40_000, column_encoding={"n": "DELTA_BINARY_PACKED"}, use_dictionary=["place"], write_statistics=False)
pq.write_table(many.slice(0, 0), "none-at-all.parquet")

"""What independent decoders say of pictures and of what was made of them.

Reads a JSON list of {"name", "source", "variant", "truth", "moving"} from standard input: files, of which `truth` (what the
picture must look like, where no decoder here knows) and `moving` (the variant that moves) may be null.
Writes for each {"name", "width", "height", "deltaE", "frames", "milliseconds", "by"}; an "error" where nothing could judge.
"""

import io
import json
import shutil
import subprocess
import sys

import numpy as np
from PIL import Image, ImageCms, ImageOps, ImageSequence

Image.MAX_IMAGE_PIXELS = None
SIDE = 160
SRGB = ImageCms.createProfile("sRGB")


def upright(path):
    """Red, green, blue and alpha of a picture as it is to be seen: upright and in sRGB."""
    picture = Image.open(path)
    picture.seek(0)
    profile = picture.info.get("icc_profile")
    picture = ImageOps.exif_transpose(picture)
    if picture.mode.startswith("I;16"):
        raise ValueError("16-bit grey is not Pillow's strength")
    if profile and picture.mode in ("RGB", "L", "CMYK", "RGBA"):
        alpha = picture.getchannel("A") if picture.mode == "RGBA" else None
        plain = picture.convert("RGB") if alpha else picture
        plain = ImageCms.profileToProfile(plain, ImageCms.ImageCmsProfile(io.BytesIO(profile)), SRGB, outputMode="RGB")
        if alpha:
            plain.putalpha(alpha)
        picture = plain
    elif picture.mode == "CMYK":
        raise ValueError("CMYK without a profile has no colours of its own")
    return picture.convert("RGBA")


def by_imagemagick(path):
    program = shutil.which("magick") or shutil.which("convert")
    if not program:
        raise ValueError("ImageMagick is not here")
    made = subprocess.run(
        [program, f"{path}[0]", "-auto-orient", "-colorspace", "sRGB", "-depth", "8", "png32:-"], capture_output=True, timeout=60
    )
    if made.returncode != 0:
        raise ValueError(made.stderr.decode(errors="replace").strip()[:200] or "ImageMagick cannot read it")
    return Image.open(io.BytesIO(made.stdout)).convert("RGBA")


def on_white(picture, size):
    white = Image.new("RGBA", picture.size, "white")
    white.alpha_composite(picture)
    return np.asarray(white.convert("RGB").resize(size, Image.LANCZOS), dtype=float)


def lab(rgb):
    signal = rgb / 255
    light = np.where(signal <= 0.04045, signal / 12.92, ((signal + 0.055) / 1.055) ** 2.4)
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = light @ to_xyz.T / np.array([0.95047, 1, 1.08883])
    root = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    x, y, z = root[..., 0], root[..., 1], root[..., 2]
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], -1)


def delta_e(one, other):
    """The mean of CIEDE2000: http://www2.ece.rochester.edu/~gsharma/ciede2000/"""
    l1, a1, b1 = np.moveaxis(lab(one), -1, 0)
    l2, a2, b2 = np.moveaxis(lab(other), -1, 0)
    mean_c = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    g = 0.5 * (1 - np.sqrt(mean_c**7 / (mean_c**7 + 25**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1, h2 = np.degrees(np.arctan2(b1, a1)) % 360, np.degrees(np.arctan2(b2, a2)) % 360
    dh = np.where(np.abs(h2 - h1) <= 180, h2 - h1, np.where(h2 <= h1, h2 - h1 + 360, h2 - h1 - 360))
    dh = np.where(c1 * c2 == 0, 0, dh)
    dl, dc = l2 - l1, c2 - c1
    dbig = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(dh / 2))
    ml, mc = (l1 + l2) / 2, (c1 + c2) / 2
    total = h1 + h2
    mh = np.where(np.abs(h1 - h2) <= 180, total / 2, np.where(total < 360, total / 2 + 180, total / 2 - 180))
    mh = np.where(c1 * c2 == 0, total, mh)
    cos = lambda degrees: np.cos(np.radians(degrees))
    t = 1 - 0.17 * cos(mh - 30) + 0.24 * cos(2 * mh) + 0.32 * cos(3 * mh + 6) - 0.2 * cos(4 * mh - 63)
    sl = 1 + 0.015 * (ml - 50) ** 2 / np.sqrt(20 + (ml - 50) ** 2)
    sc, sh = 1 + 0.045 * mc, 1 + 0.015 * mc * t
    turn = -2 * np.sqrt(mc**7 / (mc**7 + 25**7)) * np.sin(np.radians(60 * np.exp(-(((mh - 275) / 25) ** 2))))
    parts = (dl / sl) ** 2 + (dc / sc) ** 2 + (dbig / sh) ** 2 + turn * (dc / sc) * (dbig / sh)
    return float(np.mean(np.sqrt(np.maximum(parts, 0))))


def motion(path):
    # Browsers, and so the lab, show a frame of up to 10 ms for 100.
    times = []
    for frame in ImageSequence.Iterator(Image.open(path)):
        frame.load()
        times.append(frame.info.get("duration", 0))
    return len(times), int(sum(100 if time <= 10 else time for time in times))


def seen(case):
    if case["truth"]:
        return upright(case["truth"]), "what it was made from"
    try:
        return upright(case["source"]), "Pillow"
    except Exception as pillow:
        try:
            return by_imagemagick(case["source"]), "ImageMagick"
        except Exception as magick:
            raise ValueError(f"Pillow: {pillow}; ImageMagick: {magick}") from magick


def judged(case):
    result = {"name": case["name"]}
    try:
        picture, result["by"] = seen(case)
        result["width"], result["height"] = picture.size
        variant = upright(case["variant"])
        # As small as an eye would compare them: what compression does to single pixels is no colour.
        share = min(1, SIDE / max(variant.size))
        size = tuple(max(1, round(side * share)) for side in variant.size)
        result["deltaE"] = delta_e(on_white(picture, size), on_white(variant, size))
        if case["moving"]:
            result["frames"], result["milliseconds"] = motion(case["moving"])
            result["sourceFrames"], result["sourceMilliseconds"] = motion(case["source"])
    except Exception as error:
        result["error"] = f"{type(error).__name__}: {error}"[:300]
    return result


json.dump([judged(case) for case in json.load(sys.stdin)], sys.stdout)

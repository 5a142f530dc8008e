using AgriMarket.Domain.Common;
using SkiaSharp;

namespace AgriMarket.Web.Aid.UnsoldReports;

/// <summary>
/// Makes a photo out of what somebody chose: upright, at most 1,280 pixels long, written anew as JPEG. Where and with what it
/// was taken is not in it any more, nor anything else that was in the file.
/// </summary>
internal static class PhotoFile
{
    public const int MaxBytes = 5 * 1024 * 1024;
    public const int MaxSide = 1_280;

    /// <summary>50 megapixels: no telephone makes larger ones in 5 MB, and a small file must not unpack to gigabytes.</summary>
    public const int MaxPixels = 50_000_000;

    private const int JpegQuality = 82;

    private static readonly SKEncodedImageFormat[] Formats =
    [
        SKEncodedImageFormat.Jpeg,
        SKEncodedImageFormat.Png,
        SKEncodedImageFormat.Webp,
    ];

    /// <summary>One at a time: unpacked, a photo is large.</summary>
    private static readonly SemaphoreSlim Turn = new(1);

    /// <summary>
    /// The photo as JPEG. Rejects with <c>unsold.photo-large</c> above <see cref="MaxBytes"/> or <see cref="MaxPixels"/>, and with
    /// <c>unsold.photo-format</c> for what is no JPEG, PNG or WebP that can be read.
    /// </summary>
    public static async Task<Result<byte[]>> ReadAsync(Stream file)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int count;
        while ((count = await file.ReadAsync(buffer)) > 0)
        {
            bytes.Write(buffer, 0, count);
            if (bytes.Length > MaxBytes)
            {
                return new Rejection("unsold.photo-large", "Photo");
            }
        }

        await Turn.WaitAsync();
        try
        {
            return await Task.Run(() => Remake(bytes.ToArray()));
        }
        finally
        {
            Turn.Release();
        }
    }

    private static Result<byte[]> Remake(byte[] file)
    {
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data);
        if (codec is null || !Formats.Contains(codec.EncodedFormat))
        {
            return new Rejection("unsold.photo-format", "Photo");
        }

        if ((long)codec.Info.Width * codec.Info.Height > MaxPixels)
        {
            return new Rejection("unsold.photo-large", "Photo");
        }

        using var pixels = new SKBitmap(new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        if (codec.GetPixels(pixels.Info, pixels.GetPixels()) is not (SKCodecResult.Success or SKCodecResult.IncompleteInput))
        {
            return new Rejection("unsold.photo-format", "Photo");
        }

        using var upright = Upright(pixels, codec.EncodedOrigin);
        using var image = SKImage.FromBitmap(upright);
        using var jpeg = image.Encode(SKEncodedImageFormat.Jpeg, JpegQuality);
        return jpeg.ToArray();
    }

    /// <summary>Turned as the camera was held, on white, and no larger than it need be.</summary>
    private static SKBitmap Upright(SKBitmap pixels, SKEncodedOrigin origin)
    {
        var lies =
            origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        var (width, height) = lies ? (pixels.Height, pixels.Width) : (pixels.Width, pixels.Height);
        var scale = Math.Min(1f, (float)MaxSide / Math.Max(width, height));
        var photo = new SKBitmap(
            new SKImageInfo(Math.Max(1, (int)(width * scale)), Math.Max(1, (int)(height * scale)), SKColorType.Rgba8888, SKAlphaType.Opaque)
        );
        using var canvas = new SKCanvas(photo);
        canvas.Clear(SKColors.White);
        canvas.Scale(scale);
        canvas.Concat(Turned(origin, pixels.Width, pixels.Height));
        using var image = SKImage.FromBitmap(pixels);
        canvas.DrawImage(image, 0, 0, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        return photo;
    }

    /// <summary>How each orientation that EXIF knows is put right, for a picture stored w wide and h high.</summary>
    private static SKMatrix Turned(SKEncodedOrigin origin, int w, int h) =>
        origin switch
        {
            SKEncodedOrigin.TopRight => new(-1, 0, w, 0, 1, 0, 0, 0, 1),
            SKEncodedOrigin.BottomRight => new(-1, 0, w, 0, -1, h, 0, 0, 1),
            SKEncodedOrigin.BottomLeft => new(1, 0, 0, 0, -1, h, 0, 0, 1),
            SKEncodedOrigin.LeftTop => new(0, 1, 0, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightTop => new(0, -1, h, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightBottom => new(0, -1, h, -1, 0, w, 0, 0, 1),
            SKEncodedOrigin.LeftBottom => new(0, 1, 0, -1, 0, w, 0, 0, 1),
            _ => SKMatrix.Identity,
        };
}

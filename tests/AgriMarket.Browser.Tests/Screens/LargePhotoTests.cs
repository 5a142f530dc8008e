using System.Runtime.InteropServices;
using AgriMarket.Browser.Tests.Support;
using AgriMarket.Domain.Members;
using Microsoft.Playwright;
using SkiaSharp;
using static Microsoft.Playwright.Assertions;

namespace AgriMarket.Browser.Tests.Screens;

/// <summary>A telephone's photo is larger than the market takes: the browser makes it smaller first.</summary>
public sealed class LargePhotoTests : BrowserTest, IClassFixture<BrowserMarket>
{
    private const int Width = 4_000;
    private const int Height = 3_000;

    /// <summary>EXIF of a camera that was held upright: what is stored lies on its side (orientation 6).</summary>
    private static readonly byte[] HeldUpright =
    [
        .. (ReadOnlySpan<byte>)[0xFF, 0xE1, 0, 34],
        .. "Exif\0\0II*\0"u8,
        .. (ReadOnlySpan<byte>)[8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0],
    ];

    private readonly JourneyFixture fixture;

    public LargePhotoTests(Chromium chromium, BrowserMarket market)
        : base(chromium, market) => fixture = new JourneyFixture(market);

    [Fact]
    public async Task APhotoOfMoreThanTheMarketTakesIsMadeSmallAndUpright()
    {
        var photo = Photo();
        Assert.True(photo.Length > 7_600_000, $"The photo has {photo.Length} bytes only.");
        var farm = await OpenFormAsync();

        await farm
            .Page.Locator("#photo")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "IMG_1.jpg",
                    MimeType = "image/jpeg",
                    Buffer = photo,
                }
            );

        await Expect(farm.Page.Locator("img.photo")).ToBeVisibleAsync();
        var colours = await farm.Page.EvaluateAsync<int[]>(
            """
            async () => {
              const image = document.querySelector("img.photo");
              await image.decode();
              const canvas = Object.assign(document.createElement("canvas"), { width: image.naturalWidth, height: image.naturalHeight });
              const pen = canvas.getContext("2d");
              pen.drawImage(image, 0, 0);
              const at = (y) => [...pen.getImageData(image.naturalWidth / 2, y, 1, 1).data];
              const [top, bottom] = [at(image.naturalHeight * .2), at(image.naturalHeight * .8)];
              return [image.naturalWidth, image.naturalHeight, top[0] - top[2], bottom[0] - bottom[2]];
            }
            """
        );
        Assert.Equal((960, 1_280), (colours[0], colours[1]));
        Assert.True(colours[2] > 100 && colours[3] < -100, $"Red is not above blue: {colours[2]}, {colours[3]}.");
    }

    [Theory]
    [InlineData(1_000, "这个文件不是能看的")]
    [InlineData(6_000_000, "照片太大了")]
    public async Task WhatIsNoPhotoIsRefusedWithItsSentence(int bytes, string sentence)
    {
        var farm = await OpenFormAsync();

        await farm
            .Page.Locator("#photo")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "IMG_1.jpg",
                    MimeType = "image/jpeg",
                    Buffer = new byte[bytes],
                }
            );

        await Expect(farm.Page.Locator(".refusals")).ToContainTextAsync(sentence);
    }

    private async Task<MarketPage> OpenFormAsync()
    {
        var farm = await OpenAsync(View.Phone, await fixture.JoinAsync("马兰花", MemberRole.Farmer));
        await farm.GotoWorkingAsync("/farm/unsold/new");
        return farm;
    }

    /// <summary>Grainy, as in bad light, so that it does not compress: red on the left of what is stored, blue on the right.</summary>
    private static byte[] Photo()
    {
        var pixels = new uint[Width * Height];
        var grain = new Random(1);
        for (var place = 0; place < pixels.Length; place++)
        {
            var (light, green) = ((uint)grain.Next(150, 256), (uint)grain.Next(0, 100));
            pixels[place] = 0xFF00_0000 | (green << 8) | (place % Width < Width / 2 ? light : light << 16);
        }

        using var bitmap = new SKBitmap(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        MemoryMarshal.AsBytes(pixels.AsSpan()).CopyTo(bitmap.GetPixelSpan());
        using var image = SKImage.FromBitmap(bitmap);
        using var data = image.Encode(SKEncodedImageFormat.Jpeg, 95);
        var jpeg = data.ToArray();
        return [.. jpeg.AsSpan(0, 2), .. HeldUpright, .. jpeg.AsSpan(2)];
    }
}

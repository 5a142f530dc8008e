using System.Net;
using AgriMarket.Domain.Backlog.UnsoldReports;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Web.Aid.UnsoldReports;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Tests.Support;
using SkiaSharp;

namespace AgriMarket.Web.Tests.Aid.UnsoldReports;

public sealed class UnsoldPhotoTests(MarketApp market) : IClassFixture<MarketApp>
{
    private readonly FarmFixture scene = new(market);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private UnsoldPhotos Photos => scene.Get<UnsoldPhotos>();

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public async Task APhotoBecomesASmallJpeg(SKEncodedImageFormat format)
    {
        var jpeg = (await PhotoFile.ReadAsync(new MemoryStream(Picture(format, 2_000, 1_000)))).Value;

        using var codec = SKCodec.Create(new SKMemoryStream(jpeg));
        Assert.Equal(
            (SKEncodedImageFormat.Jpeg, PhotoFile.MaxSide, PhotoFile.MaxSide / 2),
            (codec.EncodedFormat, codec.Info.Width, codec.Info.Height)
        );
    }

    [Fact]
    public async Task APhotoIsTurnedUprightAndForgetsWhereItWasTaken()
    {
        var taken = WithExif(Picture(SKEncodedImageFormat.Jpeg, 200, 100), orientation: 6);

        var jpeg = (await PhotoFile.ReadAsync(new MemoryStream(taken))).Value;

        using var codec = SKCodec.Create(new SKMemoryStream(jpeg));
        Assert.Equal((100, 200, SKEncodedOrigin.TopLeft), (codec.Info.Width, codec.Info.Height, codec.EncodedOrigin));
        Assert.True(taken.AsSpan().IndexOf("Exif"u8) > 0);
        Assert.Equal(-1, jpeg.AsSpan().IndexOf("Exif"u8));

        // The left half was red: lying on its right side, the picture has it on top.
        using var upright = SKBitmap.Decode(jpeg);
        Assert.True(upright.GetPixel(50, 20).Red > 200 && upright.GetPixel(50, 180).Red < 60);
    }

    [Theory]
    [InlineData("not a picture")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"/>")]
    [InlineData("GIF89a")]
    [InlineData("")]
    public async Task WhatIsNoPhotoIsRefused(string text) =>
        Assert.Equal("unsold.photo-format", Code(await PhotoFile.ReadAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)))));

    [Fact]
    public async Task AFileThatIsTooLargeIsRefused()
    {
        Assert.Equal("unsold.photo-large", Code(await PhotoFile.ReadAsync(new MemoryStream(new byte[PhotoFile.MaxBytes + 1]))));
        Assert.Equal(
            "unsold.photo-large",
            Code(await PhotoFile.ReadAsync(new MemoryStream(Picture(SKEncodedImageFormat.Png, 10_000, 5_001))))
        );
    }

    [Fact]
    public async Task APhotoIsForItsReporterAndTheOfficialsOfTheRegion()
    {
        var (farmer, official) = (await scene.JoinAsync(MemberRole.Farmer), await scene.JoinAsync(MemberRole.Official));
        var (stranger, elsewhere) = (await scene.JoinAsync(MemberRole.Farmer), await scene.JoinAsync([MemberRole.Official], "620621"));
        var id = Guid.CreateVersion7();
        await KeepAsync(id, farmer.Id);
        Assert.Null(await scene.Get<UnsoldReads>().PhotoAsync(id, official.Id));

        await ReportAsync(id, farmer.Id);

        Assert.True((await scene.Get<UnsoldReads>().OwnAsync(farmer.Id, 1)).Items[0].HasPhoto);
        foreach (
            var (member, status) in new[]
            {
                (farmer, HttpStatusCode.OK),
                (official, HttpStatusCode.OK),
                (stranger, HttpStatusCode.NotFound),
                (elsewhere, HttpStatusCode.NotFound),
            }
        )
        {
            using var browser = await scene.BrowseAsync(member);
            var answer = await browser.GetAsync($"/unsold/{id}/photo", Cancel);
            Assert.Equal(status, answer.StatusCode);
            Assert.Equal(status == HttpStatusCode.OK ? "image/jpeg" : "text/html", answer.Content.Headers.ContentType?.MediaType);
        }
    }

    [Fact]
    public async Task NobodyChangesThePhotoOfAnotherOrOfAReportThatIsSent()
    {
        var (farmer, stranger) = (await scene.JoinAsync(MemberRole.Farmer), await scene.JoinAsync(MemberRole.Farmer));
        var id = Guid.CreateVersion7();
        await KeepAsync(id, farmer.Id);

        Assert.Equal(
            "unsold.id-taken",
            Code(await Photos.KeepAsync(id, stranger.Id, new MemoryStream(Picture(SKEncodedImageFormat.Png, 10, 10))))
        );
        Assert.Equal("unsold.id-taken", Code(await Photos.RemoveAsync(id, stranger.Id)));
        Assert.True((await Photos.RemoveAsync(id, farmer.Id)).IsOk);
        await KeepAsync(id, farmer.Id);
        await ReportAsync(id, farmer.Id);
        Assert.Equal("unsold.id-taken", Code(await Photos.RemoveAsync(id, farmer.Id)));
    }

    [Fact]
    public async Task APhotoWithoutAReportIsForgottenInTime()
    {
        var farmer = await scene.JoinAsync(MemberRole.Farmer);
        var (sent, left) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await KeepAsync(sent, farmer.Id);
        await KeepAsync(left, farmer.Id);
        await ReportAsync(sent, farmer.Id);

        market.Clock.Advance(TimeSpan.FromDays(3));
        await Photos.ForgetLeftoversAsync();

        Assert.NotNull(await scene.Get<UnsoldReads>().PhotoAsync(sent, farmer.Id));
        Assert.Null(await scene.Get<UnsoldReads>().PhotoAsync(left, farmer.Id));
    }

    private async Task KeepAsync(Guid id, Guid memberId) =>
        Assert.True((await Photos.KeepAsync(id, memberId, new MemoryStream(Picture(SKEncodedImageFormat.Png, 40, 30)))).IsOk);

    private async Task ReportAsync(Guid id, Guid memberId) =>
        Assert.True(
            (
                await scene
                    .Get<UnsoldService>()
                    .ReportAsync(
                        new UnsoldReportDraft(
                            id,
                            memberId,
                            null,
                            FarmFixture.Potato,
                            FarmFixture.Leishan,
                            500,
                            UnsoldQuality.Fair,
                            UnsoldTransport.ByParcel,
                            "杨阿婆",
                            FarmFixture.Mobile,
                            ""
                        )
                    )
            ).IsOk
        );

    /// <summary>Red on the left, blue on the right.</summary>
    private static byte[] Picture(SKEncodedImageFormat format, int width, int height)
    {
        using var bitmap = new SKBitmap(width, height);
        using var canvas = new SKCanvas(bitmap);
        using var red = new SKPaint { Color = SKColors.Red };
        canvas.Clear(SKColors.Blue);
        canvas.DrawRect(0, 0, width / 2f, height, red);
        using var image = SKImage.FromBitmap(bitmap);
        using var data = image.Encode(format, 90);
        return data.ToArray();
    }

    /// <summary>A JPEG as a telephone writes it: with a block that says how the camera was held.</summary>
    private static byte[] WithExif(byte[] jpeg, byte orientation)
    {
        byte[] exif =
        [
            0xFF,
            0xE1,
            0x00,
            0x22,
            .. "Exif\0\0"u8,
            .. "MM\0*"u8,
            0,
            0,
            0,
            8,
            0,
            1,
            0x01,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            orientation,
            0,
            0,
            0,
            0,
            0,
            0,
        ];
        return [jpeg[0], jpeg[1], .. exif, .. jpeg.AsSpan(2)];
    }

    private static string Code<T>(Result<T> refused) => Assert.Single(refused.Rejections).Code;
}

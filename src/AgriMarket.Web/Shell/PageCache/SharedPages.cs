using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using AgriMarket.Web.Shell.Layout;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace AgriMarket.Web.Shell.PageCache;

/// <summary>
/// Pages with <see cref="SharedPageAttribute"/> are made once for all who see the same: readers without a sign-in and without
/// anything of their own, in one language, look and weight unit, for one place that things go to. A page is kept until this process
/// commits again, and never longer than a second. Only the tokens of its forms are each reader's own: the page is kept with
/// holes where they go, and for browsers that take gzip, which are all, it is kept compressed (<see cref="GzipTemplate"/>).
/// </summary>
internal static class SharedPages
{
    /// <summary>The most memory for kept pages: about 250 shop windows as they are, 2,000 compressed.</summary>
    private const int KeptBytes = 24 * 1024 * 1024;

    /// <summary>A larger page is made for each reader.</summary>
    private const int LargestPageBytes = 512 * 1024;

    private const int PipeSegmentBytes = 16 * 1024;

    private const string Gzip = "gzip";

    private static readonly PipeOptions Whole = new(
        pauseWriterThreshold: 0,
        minimumSegmentSize: PipeSegmentBytes,
        useSynchronizationContext: false
    );

    public static void AddSharedPages(this IServiceCollection services)
    {
        services.AddOutputCache(cache => (cache.SizeLimit, cache.MaximumBodySize) = (KeptBytes, LargestPageBytes));
        services.AddAntiforgery();
        var tokens = services.Last(service => service.ServiceType == typeof(IAntiforgery)).ImplementationType!;
        services.AddSingleton<IAntiforgery>(provider => new HoleyTokens(
            (IAntiforgery)ActivatorUtilities.CreateInstance(provider, tokens),
            provider.GetRequiredService<IOptions<AntiforgeryOptions>>().Value.FormFieldName
        ));
    }

    public static void UseSharedPages(this WebApplication app)
    {
        var tokens = app.Services.GetRequiredService<IAntiforgery>();
        var ofReading = new HashSet<string>(StringComparer.Ordinal)
        {
            ReaderCookies.ThemeName,
            ReaderCookies.UnitName,
            ReaderCookies.DestinationName,
            CookieRequestCultureProvider.DefaultCookieName,
            app.Services.GetRequiredService<IOptions<AntiforgeryOptions>>().Value.Cookie.Name!,
        };
        app.Use((context, next) => IsShared(context, ofReading) ? AnswerAsync(context, next, tokens) : next(context));
        app.UseOutputCache();
        app.Use((context, next) => IsBeingCompressed(context) ? CompressAsync(context, next) : next(context));
    }

    /// <summary>Whether what is being made now goes to many.</summary>
    public static bool IsBeingShared(HttpContext context) => context.Features.Get<Holes>() is not null;

    /// <summary>Whether what is being made now is kept compressed.</summary>
    public static bool IsBeingCompressed(HttpContext context) => context.Features.Get<Holes>() is { IsCompressed: true };

    /// <summary>A cookie that nobody here knows may say who the reader is.</summary>
    private static bool IsShared(HttpContext context, HashSet<string> ofReading) =>
        HttpMethods.IsGet(context.Request.Method)
        && context.GetEndpoint()?.Metadata.GetMetadata<SharedPageAttribute>() is not null
        && context.User.Identity is not { IsAuthenticated: true }
        && context.Request.Headers.Authorization.Count == 0
        && context.Request.Cookies.All(cookie => ofReading.Contains(cookie.Key));

    private static async Task AnswerAsync(HttpContext context, RequestDelegate next, IAntiforgery tokens)
    {
        var isCompressed = TakesGzip(context.Request);
        context.Features.Set(isCompressed ? Holes.Compressed : Holes.Plain);
        PipeReader made;
        try
        {
            made = await CaptureAsync(context, next);
        }
        finally
        {
            context.Features.Set<Holes>(null);
        }

        var page = (await made.ReadAsync(context.RequestAborted)).Buffer;
        if (!page.IsEmpty)
        {
            // Its length was that of the page with holes.
            context.Response.ContentLength = null;
            var token = Encoding.ASCII.GetBytes(tokens.GetAndStoreTokens(context).RequestToken!);
            context.Response.Headers.AppendCommaSeparatedValues(HeaderNames.Vary, HeaderNames.AcceptEncoding);
            if (isCompressed)
            {
                context.Response.Headers.ContentEncoding = Gzip;
                GzipTemplate.Fill(page, token, context.Response.BodyWriter);
            }
            else
            {
                Fill(page, token, context.Response.BodyWriter);
            }

            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        }

        await made.CompleteAsync();
    }

    /// <summary>Makes the page and leaves its template where the page would be, for the cache to keep.</summary>
    private static async Task CompressAsync(HttpContext context, RequestDelegate next)
    {
        var made = await CaptureAsync(context, next);
        var page = (await made.ReadAsync(context.RequestAborted)).Buffer;
        if (!page.IsEmpty)
        {
            context.Response.ContentLength = null;
            await context.Response.Body.WriteAsync(GzipTemplate.Make(page, Holes.Bytes), context.RequestAborted);
        }

        await made.CompleteAsync();
    }

    /// <summary>Runs what comes next and holds back what it writes.</summary>
    private static async Task<PipeReader> CaptureAsync(HttpContext context, RequestDelegate next)
    {
        var pipe = new Pipe(Whole);
        var body = context.Response.Body;
        context.Response.Body = pipe.Writer.AsStream();
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = body;
            await pipe.Writer.CompleteAsync();
        }

        return pipe.Reader;
    }

    private static bool TakesGzip(HttpRequest request) =>
        request
            .GetTypedHeaders()
            .AcceptEncoding.Any(coding => coding.Value.Equals(Gzip, StringComparison.OrdinalIgnoreCase) && coding.Quality is not 0);

    private static void Fill(ReadOnlySequence<byte> page, byte[] token, IBufferWriter<byte> filled)
    {
        var rest = new SequenceReader<byte>(page);
        while (rest.TryReadTo(out ReadOnlySequence<byte> part, Holes.Bytes, advancePastDelimiter: true))
        {
            Write(part, filled);
            filled.Write(token);
        }

        Write(rest.UnreadSequence, filled);
    }

    private static void Write(ReadOnlySequence<byte> part, IBufferWriter<byte> filled)
    {
        foreach (var piece in part)
        {
            filled.Write(piece.Span);
        }
    }

    /// <summary>On a request whose page many will get: what stands where a form's token goes. Nobody else can write it.</summary>
    private sealed class Holes
    {
        public static readonly Holes Plain = new();
        public static readonly Holes Compressed = new() { IsCompressed = true };
        public static readonly string Text = $"token-{Guid.NewGuid():N}";
        public static readonly byte[] Bytes = Encoding.ASCII.GetBytes(Text);

        private Holes() { }

        public bool IsCompressed { get; private init; }
    }

    /// <summary>The framework's tokens, and holes while a page is made that many will get.</summary>
    private sealed class HoleyTokens(IAntiforgery own, string field) : IAntiforgery
    {
        private readonly AntiforgeryTokenSet hole = new(Holes.Text, null, field, null);

        public AntiforgeryTokenSet GetAndStoreTokens(HttpContext httpContext) =>
            IsBeingShared(httpContext) ? hole : own.GetAndStoreTokens(httpContext);

        public AntiforgeryTokenSet GetTokens(HttpContext httpContext) => IsBeingShared(httpContext) ? hole : own.GetTokens(httpContext);

        public Task<bool> IsRequestValidAsync(HttpContext httpContext) => own.IsRequestValidAsync(httpContext);

        public Task ValidateRequestAsync(HttpContext httpContext) => own.ValidateRequestAsync(httpContext);

        public void SetCookieTokenAndHeader(HttpContext httpContext)
        {
            if (!IsBeingShared(httpContext))
            {
                own.SetCookieTokenAndHeader(httpContext);
            }
        }
    }
}

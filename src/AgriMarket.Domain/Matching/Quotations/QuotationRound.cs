using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Demands;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Domain.Matching.Proposals;

namespace AgriMarket.Domain.Matching.Quotations;

/// <summary>
/// One request for quotations to several farmers at once. The id is made by the caller, so that a repeated request is recognised.
/// </summary>
public sealed record QuotationRound(Guid Id, IReadOnlyList<Guid> LotIds, long Grams, string Note)
{
    /// <summary>
    /// The requests of one round, or a sentence for each lot that cannot be asked about, with the lot's id: <c>lot.off-sale</c> and
    /// why it may not go there, price and weight left aside (see <see cref="ArcRule"/>). Refused as a whole with
    /// <c>quotation.lots</c>, <c>quotation.grams</c>, <c>quotation.note-long</c>, and <c>demand.moved</c> when the demand is over.
    /// </summary>
    public Result<IReadOnlyList<QuotationRequest>> Ask(QuotationFacts facts)
    {
        var note = SingleLine.Of(Note);
        var wrong = new List<Rejection>();
        if (!facts.Demand.IsRunning(ChinaTime.Day(facts.Now)))
        {
            wrong.Add(new("demand.moved"));
        }

        if (LotIds.Count is 0 or > QuotationRequest.MaxLots || LotIds.Distinct().Count() != LotIds.Count)
        {
            wrong.Add(new("quotation.lots", nameof(LotIds), QuotationRequest.MaxLots));
        }

        if (Grams <= 0 || Grams > facts.Demand.Terms.Grams)
        {
            wrong.Add(new("quotation.grams", nameof(Grams), facts.Demand.Terms.Grams));
        }

        if (note.IsLongerThan(QuotationRequest.NoteMaxLength))
        {
            wrong.Add(new("quotation.note-long", nameof(Note), QuotationRequest.NoteMaxLength));
        }

        var asked = new List<QuotationRequest>();
        foreach (var lotId in wrong.Count > 0 ? [] : LotIds)
        {
            var (request, why) = One(lotId, note, facts);
            if (request is not null)
            {
                asked.Add(request);
            }
            else
            {
                wrong.Add(why! with { Field = lotId.ToString() });
            }
        }

        return wrong.Count > 0 ? wrong : Result<IReadOnlyList<QuotationRequest>>.Of(asked);
    }

    private (QuotationRequest? Request, Rejection? Why) One(Guid lotId, string note, QuotationFacts facts)
    {
        if (!facts.Lots.TryGetValue(lotId, out var lot) || !lot.CanBeOrdered(ChinaTime.Day(facts.Now)))
        {
            return (null, new("lot.off-sale"));
        }

        // What it costs and how much of it goes is what is to be asked.
        var demand = facts.Demand.Terms.ToMatch(facts.Demand.Id, facts.Demand.InstitutionId, facts.Demand.Terms.Grams) with
        {
            HighestFenPerKg = MatchInput.MaxFenPerKg,
            SmallestPartGrams = 0,
        };
        var offered = new BulkTerms
        {
            LotId = lot.Id,
            IsOffered = true,
            FloorUnitFen = 1,
            SmallestGrams = lot.UnitGrams,
            Grade = facts.Grades.GetValueOrDefault(lot.Id),
        }.ToMatch(lot, 0, 0, ChinaTime.Day(facts.Now))!;
        var problem = MatchProblem.Of(facts.LeavesOn, [offered], [demand], MatchWeights.Default, facts.Map);
        if (!problem.IsOk)
        {
            return (null, problem.Rejections[0]);
        }

        var (reason, terms) = ArcRule.Try(problem.Value, offered, demand);
        return
            reason
                is ArcReason.None
                    or ArcReason.LittleWanted
                    or ArcReason.LittleLeft
                    or ArcReason.Smallest
                    or ArcReason.Price
                    or ArcReason.Worthless
            ? (RequestOf(lot, note, terms, facts), null)
            : (null, ArcRule.Judge(problem.Value, offered, demand).Rejections[0]);
    }

    private QuotationRequest RequestOf(Lot lot, string note, ArcTerms terms, QuotationFacts facts) =>
        new()
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(facts.Now)),
            RoundId = Id,
            DemandId = facts.Demand.Id,
            InstitutionId = facts.Demand.InstitutionId,
            LotId = lot.Id,
            FarmerId = lot.FarmerId,
            Household = lot.Household,
            ProduceCode = lot.ProduceCode,
            CountyCode = lot.OriginCode,
            DistanceKm = terms.Way.Lane.DistanceKm,
            ArrivesOn = terms.ArrivesOn,
            UnitGrams = lot.UnitGrams,
            AskedGrams = Grams,
            Note = note,
            AskedAt = facts.Now,
            OpenUntil = facts.AnswerBefore,
        };
}

/// <summary>Everything that the rule for a round looks at, as of one moment.</summary>
/// <param name="Lots">Those of the chosen lots that exist.</param>
/// <param name="Grades">Of those that were graded.</param>
/// <param name="LeavesOn">The first China day on which goods can leave.</param>
public sealed record QuotationFacts(
    Demand Demand,
    IReadOnlyDictionary<Guid, Lot> Lots,
    IReadOnlyDictionary<Guid, ProduceGrade?> Grades,
    MatchMap Map,
    DateOnly LeavesOn,
    DateTime AnswerBefore,
    DateTime Now
);

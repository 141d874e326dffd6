using System.Text.RegularExpressions;
using Amazon;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Quickchange.Testing;

/// <summary>
/// A DynamoDB table in memory, with any name. It supports PutItem, with the condition <c>attribute_not_exists(key)</c> or none;
/// UpdateItem, such as <c>SET a = :a, #b = :b, c = if_not_exists(c, :c)</c>; and Query, such as <c>#a = :a</c>, with any attribute,
/// as if it had an index. Anything else throws a <see cref="NotSupportedException"/>.
/// </summary>
/// <param name="key">The table's partition key, a string. The table has no sort key.</param>
public sealed partial class FakeDynamoDb(string key = "id") : AmazonDynamoDBClient(new AnonymousAWSCredentials(), RegionEndpoint.USEast1)
{
    private const string Assignment = @"(?<name>#?\w+) = ((?<kept>if_not_exists)\(\k<name>, (?<value>:\w+)\)|(?<value>:\w+))";

    private readonly Lock _lock = new();

    /// <summary>The items by key, in the order in which they were first written.</summary>
    public OrderedDictionary<string, Dictionary<string, AttributeValue>> Items { get; } = [];

    /// <summary>Returns the exception for a request; null, the default, if it doesn't fail.</summary>
    public Func<AmazonWebServiceRequest, Exception?> Failure { get; set; } = static _ => null;

    /// <summary>The maximum number of items per page of a query, which is small to detect code that reads only the first page.</summary>
    public int PageSize { get; set; } = 2;

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) =>
        pipeline.AddHandler(new FakeCall(request => Failure(request), Answer));

    private AmazonWebServiceResponse? Answer(AmazonWebServiceRequest request)
    {
        lock (_lock)
        {
            return request switch
            {
                PutItemRequest put => Put(put),
                UpdateItemRequest update => Update(update),
                QueryRequest query => Query(query),
                _ => null,
            };
        }
    }

    private PutItemResponse Put(PutItemRequest put)
    {
        KnowNoMoreThan(put.ConditionExpression, $"attribute_not_exists({key})");
        KnowNoMoreThan(put.ReturnValues, null);
        var id = put.Item[key].S;
        if (put.ConditionExpression is not null && Items.TryGetValue(id, out var old))
        {
            throw new ConditionalCheckFailedException("The conditional request failed")
            {
                Item = put.ReturnValuesOnConditionCheckFailure == ReturnValuesOnConditionCheckFailure.ALL_OLD ? old : null,
            };
        }

        Items[id] = put.Item;
        return new();
    }

    private UpdateItemResponse Update(UpdateItemRequest update)
    {
        KnowNoMoreThan(update.ConditionExpression, null);
        KnowNoMoreThan(update.ReturnValues, null);
        var id = update.Key[key].S;
        var item = new Dictionary<string, AttributeValue>(Items.GetValueOrDefault(id, update.Key));
        var assignments = Known(Updates(), update.UpdateExpression).Groups["assignment"].Captures;
        foreach (var assignment in assignments.Select(static each => Regex.Match(each.Value, Assignment)))
        {
            var name = NameOf(assignment, update.ExpressionAttributeNames);
            if (!assignment.Groups["kept"].Success || !item.ContainsKey(name))
            {
                item[name] = update.ExpressionAttributeValues[assignment.Groups["value"].Value];
            }
        }

        Items[id] = item;
        return new();
    }

    private QueryResponse Query(QueryRequest query)
    {
        KnowNoMoreThan(query.FilterExpression, null);
        KnowNoMoreThan(query.ProjectionExpression, null);
        var condition = Known(Condition(), query.KeyConditionExpression);
        var name = NameOf(condition, query.ExpressionAttributeNames);
        var value = query.ExpressionAttributeValues[condition.Groups["value"].Value].S;
        var start = query.ExclusiveStartKey is { Count: > 0 } last ? Items.IndexOf(last[key].S) + 1 : 0;
        var found = Items.Skip(start).Where(item => item.Value.GetValueOrDefault(name)?.S == value).ToList();
        var page = found.Take(Math.Min(PageSize, query.Limit ?? PageSize)).ToList();
        return new()
        {
            Items = [.. page.Select(static item => item.Value)],
            LastEvaluatedKey = found.Count > page.Count ? new() { [key] = new(page[^1].Key) } : null,
        };
    }

    private static string NameOf(Match match, Dictionary<string, string>? names) =>
        match.Groups["name"].Value is ['#', ..] placeholder ? names![placeholder] : match.Groups["name"].Value;

    private static Match Known(Regex regex, string expression) =>
        regex.Match(expression) is { Success: true } match ? match : throw FakeCall.Unknown(expression);

    private static void KnowNoMoreThan(string? value, string? known)
    {
        if (value is not null && value != known)
        {
            throw FakeCall.Unknown(value);
        }
    }

    [GeneratedRegex($@"\ASET (?<assignment>{Assignment})(, (?<assignment>{Assignment}))*\z")]
    private static partial Regex Updates();

    [GeneratedRegex(@"\A(?<name>#?\w+) = (?<value>:\w+)\z")]
    private static partial Regex Condition();
}

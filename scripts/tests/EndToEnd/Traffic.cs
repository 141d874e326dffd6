using System.Globalization;

namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>Sends requests for one path, one after another, until it is stopped.</summary>
internal sealed class Traffic
{
    private readonly Dictionary<string, int> _answers = [];
    private readonly Task _sending;
    private volatile bool _isStopping;

    public Traffic(HttpClient http, string path) => _sending = Task.Run(() => SendAsync(http, path));

    /// <summary>Waits for the last answer.</summary>
    /// <returns>The number of times of each answer: its status and body, such as <c>200 text</c>.</returns>
    public async Task<IReadOnlyDictionary<string, int>> StopAsync()
    {
        _isStopping = true;
        await _sending;
        return _answers;
    }

    private async Task SendAsync(HttpClient http, string path)
    {
        while (!_isStopping)
        {
            using var response = await http.GetAsync(path);
            var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
            var answer = $"{status} {await response.Content.ReadAsStringAsync()}";
            _answers[answer] = _answers.GetValueOrDefault(answer) + 1;
            // Stays below the throttling limit of the stage.
            await Task.Delay(5);
        }
    }
}

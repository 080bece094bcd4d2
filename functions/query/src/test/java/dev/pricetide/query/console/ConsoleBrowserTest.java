package dev.pricetide.query.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.pricetide.events.BatchId;
import dev.pricetide.events.Series;
import dev.pricetide.query.StoredRows;
import dev.pricetide.testing.FromPipeline;
import dev.pricetide.testing.PipelineServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = PipelineServers.class,
        initArgs = @ResourceArg(name = PipelineServers.WITHOUT, value = PipelineServers.KAFKA))
class ConsoleBrowserTest {

    private static final String LAST = "2021-03-01T00:00:00Z";
    private static final List<String> COMPANIES =
            List.of("movistar", "Abcdin", "entel", "Ripley", "Paris", "claro", "Falabella", "Lider", "wom");

    @FromPipeline
    CqlSession cassandra;

    @TestHTTPResource("/")
    String address;

    private static Browser browser;

    private StoredRows rows;

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void open() {
        // Here and not once before all, where a skipped class would be reported as no tests at all.
        browser = browser == null ? Browser.launch() : browser;
        rows = new StoredRows(cassandra);
        for (int i = 0; i < COMPANIES.size(); i++) {
            Series series = galaxy(i);
            rows.series(series, "2020-12-01T00:00:00Z", LAST);
            rows.forecast(series, "2021-03-01", "1.0.0", LAST, 229.5 + 7 * i);
        }
    }

    @AfterEach
    void leave() {
        if (browser != null) {
            browser.leave();
        }
    }

    @Test
    void aSeriesIsFoundByWordsAndShownWithItsForecast() {
        // Given
        prices(galaxy(6));
        rows.alert(galaxy(6), "2021-03-01", "drop-soon");
        Page page = browser.open(1280, 900, false);

        // When
        page.navigate(address);
        shoot(page, "welcome");
        page.getByRole(AriaRole.SEARCHBOX).fill("a51 GALAXY");
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.STATUS).first()).hasText("9 series: products named “a51 GALAXY”");
        page.getByRole(AriaRole.LINK, named("Falabella")).click();

        // Then
        assertThat(heading(page)).hasText("samsung Galaxy A51 128GB");
        assertThat(page.locator(".chart canvas")).isVisible();
        assertThat(page.locator(".chart"))
                .hasAttribute(
                        "aria-label", Pattern.compile("^\\d+ prices between .* the table below has every day\\.$"));
        Locator table = page.getByRole(AriaRole.TABLE, named("Forecast as of 1 Mar 2021"));
        assertThat(table.locator("tbody tr")).hasCount(14);
        assertThat(table.locator("tbody tr").first())
                .hasText(Pattern.compile("^Tue 2 Mar271.50261.50 – 281.5025%25%$"));
        assertThat(page).hasURL(Pattern.compile("\\?search=a51\\+GALAXY&product=b-6$"));
        assertThat(page.getByText("drop-soon, as of 1 Mar 2021, not sent yet")).isVisible();
        assertThat(page).hasTitle("samsung Galaxy A51 128GB at Falabella · Pricetide");
        shoot(page, "series");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void everyViewHasAnAddressOfItsOwnAndTheBrowsersBackButtonWorks() {
        // Given
        prices(galaxy(6));
        Page page = browser.open(1280, 900, true);

        // When
        page.navigate(address + "?company=FALABELLA&product=b-6&range=365");

        // Then
        assertThat(heading(page)).hasText("samsung Galaxy A51 128GB");
        assertThat(page.locator("#results a[aria-current]")).containsText("Falabella");
        assertThat(page.locator(".ranges [aria-current]")).hasText("1 year");
        assertThat(page.locator(".chart canvas")).isVisible();
        shoot(page, "series-dark");

        // When
        page.getByRole(AriaRole.LINK, named("group b-group")).click();
        assertThat(page.locator("#results li")).hasCount(9);
        page.goBack();

        // Then
        assertThat(page.locator("#results li")).hasCount(1);
        assertThat(page.getByRole(AriaRole.SEARCHBOX)).hasValue("FALABELLA");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void itFitsAPhoneAndWorksByKeyboardAlone() {
        // Given
        prices(galaxy(0));
        Page page = browser.open(390, 844, false);

        // When
        page.navigate(address);
        page.getByRole(AriaRole.RADIO, named("Company")).focus();
        page.keyboard().press("Space");
        page.keyboard().press("Tab");
        page.keyboard().type("Movistar");
        page.keyboard().press("Enter");
        assertThat(page.locator("#results li")).hasCount(1);
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");

        // Then
        assertThat(heading(page)).hasText("samsung Galaxy A51 128GB");
        assertThat(page.locator(".chart canvas")).isVisible();
        shoot(page, "phone");
        assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
        assertThat((boolean) page.evaluate("(({scrollWidth, clientWidth}) => scrollWidth <= clientWidth)"
                        + "(document.querySelector('.scroll'))"))
                .as("the whole table is seen without scrolling")
                .isTrue();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theSkipLinkLeadsPastTheList() {
        // Given
        Page page = browser.open(1280, 900, false);
        page.navigate(address + "?search=a51");
        assertThat(page.locator("#results li")).hasCount(9);

        // When
        page.getByRole(AriaRole.LINK, named("Skip to the series")).focus();
        page.keyboard().press("Enter");

        // Then
        assertThat(page.locator("#detail")).isFocused();
        assertThat(page.locator("#results li")).hasCount(9);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theRangeThatWasChosenIsKeptFromSeriesToSeries() {
        // Given
        prices(galaxy(6));
        Page page = browser.open(1280, 900, false);
        page.navigate(address + "?search=a51&product=b-6&range=constructor");
        assertThat(page.locator(".ranges [aria-current]")).hasText("90 days");
        assertThat(page.locator(".chart canvas")).isVisible();

        // When
        page.getByRole(AriaRole.LINK, named("1 year")).click();
        assertThat(page.locator(".ranges [aria-current]")).hasText("1 year");
        page.getByRole(AriaRole.LINK, named("wom")).click();

        // Then
        assertThat(page).hasTitle("samsung Galaxy A51 128GB at wom · Pricetide");
        assertThat(page.locator(".ranges [aria-current]")).hasText("1 year");
        assertThat(page.locator(".chart"))
                .hasAttribute("aria-label", Pattern.compile("^No prices in this range\\. The forecast for .*"));

        // When
        page.getByRole(AriaRole.LINK, named("group b-group")).click();

        // Then
        assertThat(page.locator("#found")).hasText("9 series: products of group b-group");
        assertThat(page.locator(".ranges [aria-current]")).hasText("1 year");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theNextPageOfTheListComesOnceAndAlsoAfterAFailure() {
        // Given
        for (int i = 0; i < 25; i++) {
            rows.series(new Series("b-many-" + i, "phone Many", "CL", "Hites", "b-many", "unlocked"), LAST, LAST);
        }
        Page page = browser.open(1280, 900, false);
        page.navigate(address + "?company=Hites");
        assertThat(page.locator("#results li")).hasCount(20);
        Locator more = page.getByRole(AriaRole.BUTTON, named("Show more"));
        page.route("**/graphql", route -> route.abort());
        more.click();
        assertThat(page.locator("#found")).hasText("Pricetide cannot be reached. Is it still running?");
        page.unroute("**/graphql");

        // When
        List<String> asked = new ArrayList<>();
        page.onRequest(request -> asked.add(request.url()));
        more.dblclick();

        // Then
        assertThat(page.locator("#found")).hasText("25 series: products at Hites");
        assertThat(page.locator("#results li")).hasCount(25);
        assertThat(asked).hasSize(1);
    }

    @Test
    void aBatchIsFollowedUntilItIsDone() {
        // Given
        BatchId id = BatchId.at(Instant.parse("2026-01-02T03:04:05Z"));
        rows.totals(id, 9, 2, 2, 2);
        rows.fragment(id, "a", 0, 4, "stored", "forecast");
        rows.rejectedRow(id, 0, 5);
        rows.rejectedRow(id, 0, 7);
        Page page = browser.open(1280, 900, false);

        // When
        page.navigate(address);
        page.getByRole(AriaRole.RADIO, named("Batch id")).check();
        page.getByRole(AriaRole.SEARCHBOX).fill(id.toString());
        page.getByRole(AriaRole.BUTTON, named("Find")).click();

        // Then
        assertThat(page.getByText("Received whole; rows are being stored and series forecast."))
                .isVisible();
        assertThat(page.getByText("6 of 9")).isVisible();
        assertThat(page.getByRole(AriaRole.TABLE).locator("tbody tr")).hasCount(2);
        shoot(page, "batch");

        // When
        rows.fragment(id, "b", 0, 3, "stored", "too-short");

        // Then
        assertThat(page.getByText("Done: every row is stored or refused")).isVisible();
        assertThat(page.getByText("9 of 9")).isVisible();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void rowsThatWereUnfoldedStaySoWhileTheBatchGoesOn() {
        // Given
        BatchId id = BatchId.at(Instant.parse("2026-01-02T03:04:06Z"));
        rows.totals(id, 34, 2, 2, 25);
        rows.fragment(id, "a", 0, 4, "stored", "forecast");
        for (int line = 2; line < 27; line++) {
            rows.rejectedRow(id, 0, line);
        }
        Page page = browser.open(1280, 900, false);
        page.navigate(address + "?batch=" + id);
        Locator refused = page.getByRole(AriaRole.TABLE).locator("tbody tr");
        assertThat(refused).hasCount(20);
        page.getByRole(AriaRole.BUTTON, named("Show more")).click();
        assertThat(refused).hasCount(25);

        // When
        rows.fragment(id, "b", 0, 5, "stored", "too-short");

        // Then
        assertThat(page.getByText("34 of 34")).isVisible();
        assertThat(refused).hasCount(25);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void whatIsNotThereIsSaidInWordsThatHelp() {
        Page page = browser.open(1280, 900, false);

        page.navigate(address + "?search=nowhere");
        assertThat(page.locator("#found"))
                .hasText("There are no products named “nowhere”. Whole words count, in any order and case.");

        page.navigate(address + "?product=nobody");
        assertThat(heading(page)).hasText("There is no series nobody");

        page.navigate(address + "?batch=7");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("batch id \"7\" is not a UUIDv7");

        page.navigate(address + "?batch=" + BatchId.at(Instant.parse("2026-01-02T03:04:05Z")));
        assertThat(page.getByText("Nothing of this batch has arrived.")).isVisible();

        rows.series(new Series("b-quiet", "phone Quiet", "CL", "Paris", "b-quiet", "unlocked"), LAST, LAST);
        page.navigate(address + "?product=b-quiet");
        assertThat(page.getByText("No forecast")).isVisible();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void whenPricetideIsGoneThePageSaysSoAndTriesAgain() {
        // Given
        Page page = browser.open(1280, 900, false);
        page.navigate(address);
        page.route("**/graphql", route -> route.abort());

        // When
        page.getByRole(AriaRole.RADIO, named("Product id")).check();
        page.getByRole(AriaRole.SEARCHBOX).fill("b-6");
        page.keyboard().press("Enter");

        // Then
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Pricetide cannot be reached. Is it still running?");
        shoot(page, "gone");

        // When
        page.unroute("**/graphql");
        page.getByRole(AriaRole.BUTTON, named("Try again")).click();

        // Then
        assertThat(heading(page)).hasText("samsung Galaxy A51 128GB");
    }

    private void prices(Series series) {
        Instant end = Instant.parse(LAST);
        for (int back = 0; back < 90; back++) {
            double promotion = back > 20 && back < 30 ? -40 : 0;
            double price = 271.89 + 12 * (back / 15) + promotion;
            if (back < 50 || back > 60) {
                rows.measure(
                        series, end.minus(Duration.ofDays(back)), String.format(java.util.Locale.ROOT, "%.2f", price));
            }
        }
    }

    private static Series galaxy(int i) {
        return new Series("b-" + i, "samsung Galaxy A51 128GB", "CL", COMPANIES.get(i), "b-group", "unlocked");
    }

    private static GetByRoleOptions named(String name) {
        return new GetByRoleOptions().setName(name);
    }

    private static Locator heading(Page page) {
        return page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setLevel(1));
    }

    private static void shoot(Page page, String name) {
        page.screenshot(new ScreenshotOptions()
                .setPath(Path.of("target", "screenshots", name + ".png"))
                .setFullPage(true));
    }
}

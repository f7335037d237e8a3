package io.github.tsmp4java.server;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;

/** A Chromium without a screen and with an empty profile. */
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** It warns that it knows no developer tools of this Chromium's version: nothing here uses them. */
    private static final Logger SAID = Logger.getLogger("org.openqa.selenium.devtools");
    private static final Path PICTURES = Path.of("target/outcomes/pictures");

    private final Path folder;
    private final ChromeDriver driver;
    private final Thread hook = new Thread(this::stop);

    Browser() {
        try {
            folder = Files.createTempDirectory("browser-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(program("chromedriver"))
                // What it writes beside its profile is to go with the profile.
                .withEnvironment(Map.of("HOME", folder.toString(), "PATH", System.getenv("PATH")))
                .withLogFile(folder.resolve("driver.txt").toFile()).build();
        SAID.setLevel(Level.SEVERE);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program("chromium"));
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--autoplay-policy=no-user-gesture-required", "--user-data-dir=" + folder.resolve("profile"));
        options.setAcceptInsecureCerts(true);
        options.setScriptTimeout(PATIENCE);
        driver = new ChromeDriver(service, options);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private static File program(String name) {
        return Stream.of(System.getenv("PATH").split(":")).map(each -> new File(each, name)).filter(File::canExecute)
                .findFirst().orElseThrow(() -> new AssertionError("no " + name + ": dev/install test brings it"));
    }

    /** Goes to a page and waits until it is loaded. */
    void open(String url) {
        driver.get(url);
    }

    /** What a JavaScript expression, which may be a promise, comes to, as text. */
    String value(String expression) {
        String answer = (String) driver.executeAsyncScript("const done = arguments[0]; Promise.resolve().then(() => " + expression
                + ").then(value => done('=' + value), error => done('!' + error))");
        if (!answer.startsWith("=")) {
            throw new AssertionError(expression + ": " + answer);
        }
        return answer.substring(1);
    }

    /** Waits until an expression, which may be a promise, is true. */
    void await(String condition) {
        value("(async () => { for (const end = Date.now() + 30_000; !await (" + condition + "); ) { "
                + "if (Date.now() > end) { throw new Error(document.body.innerText); } "
                + "await new Promise(done => setTimeout(done, 20)); } })()");
    }

    void click(String element) {
        one(element).click();
    }

    /** At a share of its width. */
    void clickAt(String element, double share) {
        over(element, share).click().perform();
    }

    void pointAt(String element, double share) {
        over(element, share).perform();
    }

    private Actions over(String element, double share) {
        WebElement found = one(element);
        int fromMiddle = (int) Math.round((share - 0.5) * found.getSize().width);
        return new Actions(driver).moveToElement(found, fromMiddle, 0);
    }

    /** In place of what it has. */
    void write(String element, String text) {
        WebElement field = one(element);
        field.clear();
        field.sendKeys(text);
    }

    void press(String element, Keys key) {
        one(element).sendKeys(key);
    }

    String text(String element) {
        return one(element).getText();
    }

    private WebElement one(String element) {
        return driver.findElement(By.cssSelector(element));
    }

    /** A screen of this size, in CSS pixels, of someone who likes it light or dark. */
    void screen(int width, int height, boolean isPhone, String scheme) {
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", isPhone ? 2 : 1, "mobile", isPhone));
        driver.executeCdpCommand("Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Of the whole page, for a person to look at: target/outcomes/pictures/NAME.png. */
    void picture(String name) {
        try {
            Files.createDirectories(PICTURES);
            Files.write(PICTURES.resolve(name + ".png"), Base64.getDecoder().decode((String) driver.executeCdpCommand(
                    "Page.captureScreenshot", Map.of("captureBeyondViewport", true)).get("data")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The driver and the browsers that it started. */
    private void stop() {
        driver.quit();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}

package io.github.tsmp4java.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tsmp4java.corpus.MediaFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The page of dev/demo, with its own servers, on a movie of 30 s with a key frame each 2 s. */
class DemoIT {
    private static final double SECONDS_OFF = 0.05;
    private static Demo demo;
    private static Browser browser;
    private static int pages;

    @BeforeAll
    static void open() {
        demo = new Demo(MediaFile.made("h264_25fps_gop50.mp4").path());
        browser = new Browser();
    }

    @AfterAll
    static void close() {
        browser.close();
        demo.close();
    }

    /** Anew, even where only the part behind the # differs. */
    private static void open(String hash) {
        browser.screen(1100, 1200, false, "light");
        browser.open(demo.url + "?" + ++pages + hash);
        browser.await("document.documentElement.dataset.ready");
    }

    private static double number(String expression) {
        return Double.parseDouble(browser.value(expression));
    }

    /** What the page says under this name; waits until it says something. */
    private static String fact(String name) {
        String element = "Array.from(document.querySelectorAll('dt')).find(each => each.textContent === '" + name
                + "')?.nextSibling.textContent";
        browser.await("!['–', '…', undefined].includes(" + element + ")");
        return browser.value(element);
    }

    @Test
    void opensWithAPictureAndTheKeyFrames() {
        open("");
        assertEquals("http://127.0.0.1:" + demo.port + "/", demo.url);
        browser.await("fetch('poster.jpg').then(answer => answer.headers.get('Content-Type') === 'image/jpeg')");
        assertEquals("15", browser.value("document.querySelector('#bar path').getAttribute('d').split('M').length - 1"));
        assertEquals("0:00.0 of 0:30.0", browser.text("#time"));
        assertEquals("", browser.value("video.currentSrc"), "nothing is loaded before it is asked for");
    }

    /** Cold, then from the cache; the page says which, and where it began. */
    @Test
    void aClickOnTheLineSeeks() {
        open("");
        browser.click("#cold");
        fact("First byte");
        browser.clickAt("#bar", 0.5);
        assertEquals("0:14.00", fact("Key frame chosen"));
        assertTrue(fact("Path").matches("(cold|fill running|warm): .*"), fact("Path"));
        fact("First picture");
        assertEquals(16, number("video.duration"), SECONDS_OFF);
        browser.await("video.currentTime > 0.2");
        assertTrue(browser.text("#time").matches("0:1[4-9]\\.\\d of 0:30\\.0"), browser.text("#time"));
        assertEquals("15", browser.value("new URLSearchParams(location.hash.slice(1)).get('start')"));
    }

    /** The browser shows another file from then on. A cut that begins in the first MB would stream past. */
    @Test
    void aSeekIntoWhatIsNotCachedIsColdAndLaterOnesAreWarm() {
        open("");
        browser.write("#start", "0:28.5");
        browser.click("#cold");
        assertEquals("cold: the origin is asked for the cut alone", fact("Path"));
        assertEquals("0:28.00", fact("Key frame chosen"));
        String movie = browser.value("video.currentSrc.replace('/video/', '/plain/').replace(/\\?.*/, '')");
        browser.await("fetch('" + movie + "').then(answer => answer.arrayBuffer())");
        browser.press("#bar", Keys.ARROW_LEFT);
        assertTrue(fact("Path").startsWith("warm: "), fact("Path"));
        assertTrue(fact("Skipped").matches("[\\d.]+ KB"), fact("Skipped"));
    }

    @Test
    void aLinkSeeksExactlyAndToAnEnd() {
        open("#start=0:10.5&end=20&exact=1");
        assertEquals("0:10.48", fact("Playback begins at"));
        fact("First picture");
        assertEquals(9.5, number("video.duration"), SECONDS_OFF);
        browser.await("video.currentTime > 0.1");
        assertTrue(browser.text("#time").startsWith("0:1"), browser.text("#time"));
    }

    @Test
    void saysWhatIsWrong() {
        open("");
        browser.write("#start", "soon");
        browser.click("#go");
        assertEquals("“soon” is no time. Write seconds, as 97.5, or 1:37.5.", browser.text("#error"));
        browser.write("#start", "20");
        browser.write("#end", "0:10");
        browser.click("#go");
        assertEquals("The end, 0:10.0, is not behind the start, 0:20.0.", browser.text("#error"));
    }

    /** The same movie by another name, so that it does not matter to the other tests. */
    @Test
    void aDroppedFileIsTheMovie() {
        open("#start=12.5");
        drop("a note.txt", "'no movie'");
        browser.await("!document.querySelector('#error').hidden");
        assertTrue(browser.text("#error").startsWith("a note.txt would not be cut: "), browser.text("#error"));
        assertEquals("h264_25fps_gop50.mp4: a seek through Traffic Server", browser.value("document.title"));
        drop("100% mine.mov", "await (await fetch('/plain/h264_25fps_gop50.mp4')).blob()");
        browser.await("document.documentElement.dataset.ready && document.title.includes('mine')");
        assertEquals("100% mine.mov: a seek through Traffic Server", browser.value("document.title"));
        assertEquals("", browser.value("location.hash"));
        browser.clickAt("#bar", 0.5);
        assertEquals("0:14.00", fact("Key frame chosen"));
        fact("First picture");
        fact("Sent by now");
    }

    /** content: a JavaScript expression. */
    private static void drop(String name, String content) {
        browser.value("(async () => { const data = new DataTransfer(); data.items.add(new File([" + content + "], '" + name
                + "')); document.body.dispatchEvent(new DragEvent('drop', {bubbles: true, dataTransfer: data})); })()");
    }

    @Test
    @Tag("full")
    void standsBesideOthers() {
        open("#start=12.5");
        fact("First picture");
        browser.click("#beside");
        browser.await("!document.querySelector('#beside').disabled");
        String others = browser.value("Array.from(document.querySelectorAll('#others figcaption'), each => each.textContent)");
        assertTrue(others.matches("tsmp4java: first picture after \\d+ ms,(mp4\\.so: first picture after \\d+ ms,)?"
                + "plain file: first picture after \\d+ ms"), others);
        // An answer is counted once the player has left them.
        browser.await("Array.from(document.querySelectorAll('#rows tr')).slice(0, -1)"
                + ".every(row => row.cells[5].textContent !== '–')");
        browser.picture("demo-beside");
    }

    @Test
    @Tag("full")
    void looksGoodOnAnyScreen() {
        for (String scheme : new String[] {"light", "dark"}) {
            for (boolean isPhone : new boolean[] {false, true}) {
                open("#start=0:12.5");
                browser.screen(isPhone ? 390 : 1100, isPhone ? 1500 : 1200, isPhone, scheme);
                fact("First picture");
                fact("Sent by now");
                assertTrue(number("document.documentElement.scrollWidth") <= (isPhone ? 390 : 1100), "nothing sticks out");
                browser.picture("demo-" + (isPhone ? "phone-" : "desktop-") + scheme);
            }
        }
    }
}

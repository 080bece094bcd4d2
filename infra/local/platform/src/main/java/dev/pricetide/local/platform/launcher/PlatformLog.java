package dev.pricetide.local.platform.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.logging.ConsoleHandler;
import java.util.logging.FileHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** The log goes to a file; only what a person at the terminal must know goes there too, without its stack trace. */
final class PlatformLog {
    private static final String OURS = "dev.pricetide";
    private static final int MAX_BYTES = 16 << 20;
    /** The logging system holds its loggers weakly; this keeps the level that was set. */
    private static final Logger OUR_LOGGER = Logger.getLogger(OURS);

    private PlatformLog() {}

    static void quiet() {
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        root.setLevel(Level.WARNING);
        OUR_LOGGER.setLevel(Level.INFO);
    }

    static void to(Path folder) throws IOException {
        quiet();
        Handler file = new FileHandler(folder.resolve("platform.log").toString(), MAX_BYTES, 1, true);
        file.setFormatter(new FileLine());
        Logger.getLogger("").addHandler(file);
        Handler console = new ConsoleHandler();
        console.setLevel(Level.SEVERE);
        console.setFilter(record -> String.valueOf(record.getLoggerName()).startsWith(OURS));
        console.setFormatter(new ConsoleLine());
        Logger.getLogger("").addHandler(console);
    }

    private static final class FileLine extends Formatter {
        @Override
        public String format(LogRecord record) {
            StringWriter line = new StringWriter();
            PrintWriter writer = new PrintWriter(line);
            writer.println(record.getInstant() + " " + record.getLevel() + " " + record.getLoggerName() + " "
                    + formatMessage(record));
            if (record.getThrown() != null) {
                record.getThrown().printStackTrace(writer);
            }
            return line.toString();
        }
    }

    private static final class ConsoleLine extends Formatter {
        @Override
        public String format(LogRecord record) {
            return "! " + formatMessage(record) + System.lineSeparator();
        }
    }
}

package dev.pricetide.step;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** What is logged at warning or above while it is open, stack traces included. */
final class LogLines extends Handler implements AutoCloseable {

    private static final Logger ROOT = Logger.getLogger("");

    private final List<String> lines = new CopyOnWriteArrayList<>();

    private LogLines() {
        setLevel(Level.WARNING);
        setFormatter(new PatternFormatter("%s%e"));
    }

    static LogLines listen() {
        LogLines handler = new LogLines();
        ROOT.addHandler(handler);
        return handler;
    }

    List<String> lines() {
        return lines.stream().flatMap(String::lines).toList();
    }

    @Override
    public void publish(LogRecord record) {
        if (isLoggable(record)) {
            lines.add(getFormatter().format(record));
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        ROOT.removeHandler(this);
    }
}

package dev.pricetide.local.platform.broker;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;

/** Lets a bounded number of things happen at once; the others wait in turn. For use on one event loop. */
final class Window {
    private final int size;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int inside;

    Window(int size) {
        this.size = size;
    }

    <T> Future<T> enter(Supplier<Future<T>> action) {
        Promise<T> result = Promise.promise();
        Runnable start = () -> {
            inside++;
            action.get().onComplete(outcome -> {
                inside--;
                result.handle(outcome);
                if (inside < size && !waiting.isEmpty()) {
                    waiting.remove().run();
                }
            });
        };
        if (inside < size) {
            start.run();
        } else {
            waiting.add(start);
        }
        return result.future();
    }

    int inside() {
        return inside;
    }
}

package dev.pricetide.local.platform.activator;

import dev.pricetide.local.servers.ChildCommand;

/** How a function is run. */
@FunctionalInterface
public interface FunctionProgram {

    /**
     * What to run.
     *
     * @param number 1 for the first of the function's processes; no two at once have the same
     * @param port on 127.0.0.1 at which it is to listen
     */
    ChildCommand process(int number, int port);
}

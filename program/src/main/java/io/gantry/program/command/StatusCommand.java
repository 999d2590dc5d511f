package io.gantry.program.command;

import com.fasterxml.jackson.core.JsonFactory;
import io.gantry.program.ClusterProbe;
import io.gantry.program.ClusterProbe.NodeLine;
import io.gantry.program.Layout;
import io.gantry.program.ProcessState;
import io.gantry.program.UserError;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Exit code 0: running and ready; 1: running, not ready; 3: not running. */
@Command(name = "status", description = "Show whether the cluster runs, its address and its nodes.")
public final class StatusCommand implements Callable<Integer> {
    private static final int NOT_READY = 1;
    private static final int NOT_RUNNING = 3;

    @Mixin
    private final DataDirectoryOption data = new DataDirectoryOption();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var layout = data.layout();
        var state = layout.exists() ? ProcessState.ofRunning(layout).orElse(null) : null;
        var ready = false;
        List<NodeLine> nodes = List.of();
        if (state != null) {
            try (var probe = ClusterProbe.open(layout, state.apiServer())) {
                ready = probe.isReady();
                nodes = ready ? probe.nodes() : List.of();
            } catch (IOException | UserError e) {
                // It ended while it was asked, or has no certificates yet: it is not ready.
                ready = false;
            }
        }
        if (json) {
            printJson(layout.dataDirectory().toString(), state, ready, nodes);
        } else {
            print(layout.dataDirectory().toString(), state, ready, nodes);
        }
        return state == null ? NOT_RUNNING : ready ? 0 : NOT_READY;
    }

    private static void print(String directory, @Nullable ProcessState state, boolean ready, List<NodeLine> nodes) {
        if (state == null) {
            System.out.println("The cluster in " + directory + " does not run. Start it with: gantry up"
                    + (directory.equals(Layout.DEFAULT.toString()) ? "" : " --data-dir " + directory));
            return;
        }
        System.out.println("process     " + state.processId());
        System.out.println("data        " + directory);
        System.out.println("API server  " + state.apiServer() + (ready ? "  ready" : "  not ready"));
        for (var node : nodes) {
            System.out.println("node        " + node.name() + (node.ready() ? "  Ready" : "  NotReady"));
        }
    }

    private static void printJson(String directory, @Nullable ProcessState state, boolean ready, List<NodeLine> nodes)
            throws IOException {
        try (var out = new JsonFactory().createGenerator(System.out).useDefaultPrettyPrinter()) {
            out.writeStartObject();
            out.writeBooleanField("running", state != null);
            if (state != null) {
                out.writeNumberField("processId", state.processId());
                out.writeStringField("apiServer", state.apiServer().toString());
            }
            out.writeBooleanField("ready", ready);
            out.writeStringField("dataDirectory", directory);
            out.writeArrayFieldStart("nodes");
            for (var node : nodes) {
                out.writeStartObject();
                out.writeStringField("name", node.name());
                out.writeBooleanField("ready", node.ready());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
            out.writeRaw('\n');
        }
    }
}

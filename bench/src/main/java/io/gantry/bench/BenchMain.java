package io.gantry.bench;

import io.gantry.base.Time;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gantry bench}. Exit codes: 0 all targets met, 1 one missed or failed, 2 wrong usage. */
@Command(
        name = "gantry bench",
        mixinStandardHelpOptions = true,
        description = "Measure, and compare with the targets. Without names, everything.")
public final class BenchMain implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", arity = "0..*", description = "Which benches to run; see --list.")
    private List<String> names = List.of();

    @Option(names = "--list", description = "List the benches.")
    private boolean list;

    @Option(names = "--json", description = "Print one JSON object a figure.")
    private boolean json;

    @Option(names = "--with-peers", description = "Measure other systems beside Gantry, where they can be installed.")
    private boolean withPeers;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BenchMain()).execute(arguments));
    }

    /** Held, because the JDK forgets the levels of loggers that nobody holds. */
    private static final Logger NETTY = Logger.getLogger("io.netty");

    @Override
    public Integer call() throws Exception {
        NETTY.setLevel(Level.SEVERE);
        if (list) {
            Benches.ALL.forEach(bench -> System.out.printf("%-14s %s%n", bench.name(), bench.what()));
            return 0;
        }
        var known = Benches.ALL.stream().map(Bench::name).toList();
        for (var name : names) {
            if (!known.contains(name)) {
                System.err.println("gantry: there is no bench '" + name + "', only: " + String.join(" ", known));
                return CommandLine.ExitCode.USAGE;
            }
        }
        var home = System.getProperty("gantry.home");
        if (home == null) {
            System.err.println("gantry: run this through the launcher: ./gantry bench");
            return CommandLine.ExitCode.USAGE;
        }
        var context = new Context(Path.of(home), Time.system(), withPeers);
        var figures = new ArrayList<Figure>();
        boolean failed = false;
        for (var bench : Benches.ALL) {
            if (names.isEmpty() || names.contains(bench.name())) {
                failed |= !measure(bench, context, figures);
            }
        }
        if (!json) {
            System.out.print(Report.table(figures));
        }
        return failed || figures.stream().anyMatch(figure -> !figure.met()) ? 1 : 0;
    }

    /** False when it failed. */
    private boolean measure(Bench bench, Context context, List<Figure> figures) throws Exception {
        System.err.println(bench.name() + ": " + bench.what());
        int before = figures.size();
        boolean good = true;
        try {
            figures.addAll(bench.run(context));
            if (withPeers) {
                figures.addAll(bench.runPeers(context));
            }
        } catch (NotPossible e) {
            context.say("not possible here: " + e.getMessage());
        } catch (Exception e) {
            var trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            context.say("failed: " + trace);
            good = false;
        }
        if (json) {
            for (var figure : figures.subList(before, figures.size())) {
                System.out.println(Report.json(figure));
            }
        }
        return good;
    }
}

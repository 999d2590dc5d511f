package io.gantry.bench;

import com.sun.management.OperatingSystemMXBean;
import io.gantry.base.Time;
import io.gantry.testkit.GantryCluster;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import javax.net.ssl.SSLContext;

/** The JVM of {@link EmbedStartBench}: starts and ends API servers one after the other and prints how long it took. */
final class EmbeddedStarts {
    private static final int WARM_UP = 60;
    private static final int MEASURED = 20;

    private EmbeddedStarts() {}

    public static void main(String[] arguments) throws Exception {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long cpu = system.getProcessCpuTime();
        double cold = startMillis();
        double coldCpu = (system.getProcessCpuTime() - cpu) / 1e6;
        var warm = new ArrayList<Double>();
        for (int i = 0; i < WARM_UP + MEASURED; i++) {
            double millis = startMillis();
            if (i >= WARM_UP) {
                warm.add(millis);
            }
        }
        System.out.println(new EmbedStartBench.Times(cold, coldCpu, Load.median(warm)).line());
    }

    /** The client is as plain as can be, so that the server is what is measured; it takes part in all of TLS. */
    private static double startMillis() throws IOException {
        Time time = Time.system();
        long start = time.nanoTime();
        try (GantryCluster cluster = GantryCluster.start()) {
            SSLContext tls = cluster.sslContext();
            try (HttpsConnection connection =
                    HttpsConnection.open(tls, cluster.url().getPort())) {
                connection.get("/api/v1/namespaces/default").orThrow();
            }
            return (time.nanoTime() - start) / 1e6;
        }
    }
}

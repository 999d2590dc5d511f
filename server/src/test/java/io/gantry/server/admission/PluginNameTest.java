package io.gantry.server.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.KubeObject;
import io.gantry.base.VirtualTime;
import io.gantry.server.metrics.AdmissionMetrics;
import io.gantry.server.remote.TlsTrust;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PluginNameTest {
    /** In Kubernetes these refuse while they work, in the first half, and are no part of the metrics here. */
    private static final Set<String> NOT_TIMED = Set.of("Escalations", "ClaimDevices", "ResourceQuotas");

    @Test
    void everyStepIsTimedWhereItWorks() throws Exception {
        for (Admission step : BuiltinAdmission.steps(
                () -> {
                    throw new IllegalStateException("not asked");
                },
                () -> {
                    throw new IllegalStateException("not asked");
                },
                () -> {
                    throw new IllegalStateException("not asked");
                },
                new TlsTrust(),
                new AdmissionMetrics(),
                new VirtualTime())) {
            Class<?> type = step.getClass();
            PluginName name = PluginName.of(step);
            if (NOT_TIMED.contains(type.getSimpleName())) {
                assertThat(name).isEqualTo(new PluginName(null, null));
                continue;
            }
            boolean admits = type.getMethod("mutate", AdmissionRequest.class, KubeObject.class)
                            .getDeclaringClass()
                    == type;
            boolean validates =
                    type.getMethod("validate", AdmissionRequest.class).getDeclaringClass() == type;
            assertThat(name.admits() != null).as(type + " admits").isEqualTo(admits);
            assertThat(name.validates() != null).as(type + " validates").isEqualTo(validates);
        }
    }
}

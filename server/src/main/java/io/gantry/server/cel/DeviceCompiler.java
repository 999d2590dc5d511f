package io.gantry.server.cel;

import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import io.gantry.server.cel.CelEnvironment.CompileException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks the expressions by which classes and claims select devices. They see a {@code device}: its driver, and by domain and
 * name its attributes, whose types are known only when they are there, and its capacities. The messages of failures are
 * Kubernetes'. Thread-safe.
 */
public final class DeviceCompiler {
    private static final long MAX_DOMAIN = 63;
    private static final long MAX_ID = 32;
    private static final long MAX_VALUE = 64;
    private static final long MAX_PROPERTIES = 32;

    private static final CelType DEVICE = AdmissionTypes.struct(
            "kubernetes.DRADevice",
            ImmutableMap.of(
                    "driver",
                    SimpleType.STRING,
                    "attributes",
                    byDomain(SimpleType.ANY),
                    "capacity",
                    byDomain(KubernetesTypes.QUANTITY),
                    "allowMultipleAllocations",
                    SimpleType.BOOL));

    private static final CelEnvironment ENVIRONMENT =
            CelEnvironment.withBindings(Map.of("device", DEVICE), Map.of(DEVICE.name(), DEVICE));

    private static final Map<String, Place> PLACES = Map.of(
            "device",
            new Known(
                    0,
                    0,
                    null,
                    Map.of(
                            "driver", Known.text(MAX_DOMAIN),
                            "attributes", Known.byDomain(MAX_VALUE),
                            "capacity", Known.byDomain(0),
                            "allowMultipleAllocations", Known.text(1))));

    private DeviceCompiler() {}

    private static CelType byDomain(CelType value) {
        return MapType.create(SimpleType.STRING, MapType.create(SimpleType.STRING, value));
    }

    /**
     * The most that an expression can cost for one device.
     *
     * @throws CompileException when it is no expression that can say yes or no
     */
    public static long cost(String text) throws CompileException {
        CelEnvironment.Checked checked;
        try {
            checked = ENVIRONMENT.check(text);
        } catch (CompileException e) {
            throw new CompileException("compilation failed: " + e.getMessage(), e);
        }
        CelType type = checked.expression().type();
        if (!type.equals(SimpleType.BOOL) && !type.equals(SimpleType.ANY)) {
            String message = "must evaluate to bool or the unknown type, not " + TypeNames.of(type);
            throw new CompileException(message, new IllegalArgumentException(type.name()));
        }
        return StaticCost.of(checked.tree(), PLACES);
    }

    /** @param values of a map, whatever the key */
    private record Known(long most, long keys, @Nullable Place values, Map<String, Place> fields) implements Place {
        static Known text(long most) {
            return new Known(most, 0, null, Map.of());
        }

        static Known byDomain(long most) {
            Known byName = new Known(MAX_PROPERTIES, MAX_ID, text(most), Map.of());
            return new Known(MAX_PROPERTIES, MAX_DOMAIN, byName, Map.of());
        }

        @Override
        public @Nullable Place field(String name) {
            return values != null ? values : fields.get(name);
        }

        @Override
        public @Nullable Place element() {
            return values;
        }
    }
}

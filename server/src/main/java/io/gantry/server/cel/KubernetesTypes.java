package io.gantry.server.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import io.gantry.api.types.Quantity;
import io.gantry.api.types.Semver;
import io.gantry.server.cel.FunctionSet.Parameter;
import java.util.List;

/** The types of Kubernetes' functions beside the language's own. */
final class KubernetesTypes {
    static final CelType URL = OpaqueType.create("kubernetes.URL");
    static final CelType QUANTITY = OpaqueType.create("kubernetes.Quantity");
    static final CelType IP = OpaqueType.create("net.IP");
    static final CelType CIDR = OpaqueType.create("net.CIDR");
    static final CelType SEMVER = OpaqueType.create("kubernetes.Semver");
    static final CelType FORMAT = OpaqueType.create("kubernetes.NamedFormat");
    static final CelType ELEMENT = TypeParamType.create("T");
    static final CelType LIST = ListType.create(ELEMENT);
    static final CelType STRINGS = ListType.create(SimpleType.STRING);

    static final Parameter A_STRING = new Parameter(SimpleType.STRING, String.class);
    static final Parameter AN_INT = new Parameter(SimpleType.INT, Long.class);
    static final Parameter A_BOOL = new Parameter(SimpleType.BOOL, Boolean.class);
    static final Parameter A_LIST = new Parameter(LIST, List.class);
    static final Parameter AN_ELEMENT = new Parameter(ELEMENT, Object.class);
    static final Parameter A_URL = new Parameter(URL, Url.class);
    static final Parameter A_QUANTITY = new Parameter(QUANTITY, Quantity.class);
    static final Parameter AN_IP = new Parameter(IP, Ip.class);
    static final Parameter A_CIDR = new Parameter(CIDR, Cidr.class);
    static final Parameter A_SEMVER = new Parameter(SEMVER, Semver.class);
    static final Parameter A_FORMAT = new Parameter(FORMAT, NamedFormat.class);

    private KubernetesTypes() {}
}

package io.trivet.platform.ec2;

import io.trivet.stack.DataSize;
import io.trivet.stack.OnEc2;
import java.util.Collections;
import java.util.Optional;

/** What machines on EC2 are described as where nothing tells what they should be: those of the examples. */
public final class UsualMachines {
    /** Type of every instance. */
    public static final String INSTANCE = "m7g.large";

    /** For the data of a broker. */
    public static final DataSize VOLUME = DataSize.gib(1024);

    /** For the data of a ZooKeeper server. */
    public static final DataSize VOLUME_OF_ZOOKEEPER = DataSize.gib(50);

    /** For the metadata of a controller. */
    public static final DataSize VOLUME_OF_CONTROLLERS = DataSize.gib(20);

    private UsualMachines() {}

    /** A volume of which nothing else is said. */
    public static OnEc2.Volume volume(DataSize size) {
        return new OnEc2.Volume(size, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** An ensemble of so many servers. */
    public static OnEc2.ZooKeeper zookeeper(int nodes) {
        return new OnEc2.ZooKeeper(
                nodes,
                Optional.empty(),
                Optional.empty(),
                INSTANCE,
                Optional.empty(),
                volume(VOLUME_OF_ZOOKEEPER),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Collections.emptySortedMap(),
                Collections.emptySortedMap());
    }

    /** So many controllers. */
    public static OnEc2.Controllers controllers(int nodes) {
        return new OnEc2.Controllers(
                nodes,
                INSTANCE,
                Optional.empty(),
                volume(VOLUME_OF_CONTROLLERS),
                Optional.empty(),
                Optional.empty(),
                Collections.emptySortedMap(),
                Collections.emptySortedMap());
    }
}

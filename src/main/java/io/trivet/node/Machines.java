package io.trivet.node;

import io.trivet.kafka.ServerText;
import io.trivet.operate.Failure;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Where nodes run: one machine of EC2, or this one with all of them. */
public interface Machines extends StepWaiter.Alive {
    /** Text of a file of a node; empty when there is none. */
    Optional<String> text(Member member, String path) throws Failure;

    /** Puts every file of a node in its place, each as a whole. */
    void write(Member member) throws Failure, InterruptedException;

    /** Names of settings that the site itself decides, whatever the files say. */
    default SortedSet<String> decided() {
        return new TreeSet<>();
    }

    /** Whether the process of a node runs. */
    boolean runs(Member member) throws Failure, InterruptedException;

    /** Whether it has been a member of its quorum or cluster before, by what lies in its data folder. */
    boolean wasMember(Member member) throws Failure;

    /** Id of the folder in which a KRaft node keeps its data; empty where it has none. */
    default String directory(Member member) throws Failure {
        return text(member, member.data() + "/data/meta.properties")
                .map(text -> ServerText.read(text).getOrDefault("directory.id", ""))
                .orElse("");
    }

    /** Why a process must start again although no file of a plan differs, each in a word or two. */
    default List<String> stale(Member member) throws Failure {
        return List.of();
    }

    /** Ends the processes of these nodes in order, and returns when they are gone. */
    void stop(List<Member> members) throws Failure, InterruptedException;

    /** Starts the processes of these nodes from the files that lie there. */
    void start(List<Member> members) throws Failure, InterruptedException;
}

import os
import signal
import socket
import sys

import psutil

from comarca.web.tests.installation import Installation, answer_of, wait_for


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_one_command_serves_pages_and_works_and_ends_as_one(tmp_path):
    installation = Installation(tmp_path)
    installation.prepare()
    port = free_port()
    command = (sys.executable, "-m", "comarca.web.cli", "serve", "--port", str(port))
    with installation.process(*command) as serve:
        wait_for(lambda: answer_of(port).get("worker") == "ok", "pages and a worker")
        tree = psutil.Process(serve.pid).children(recursive=True)
        worker = next(p for p in tree if "worker" in p.cmdline())
        os.kill(worker.pid, signal.SIGKILL)
        wait_for(lambda: new_worker(serve.pid, worker.pid), "a new worker")
        tree = psutil.Process(serve.pid).children(recursive=True)
        serve.terminate()
        assert serve.wait(timeout=30) == 0
        _gone, alive = psutil.wait_procs(tree, timeout=10)
        assert not alive
    assert f"http://127.0.0.1:{port}/" in (tmp_path / "log.txt").read_text()


def new_worker(parent: int, old: int) -> bool:
    children = psutil.Process(parent).children(recursive=True)
    return any("worker" in p.cmdline() for p in children if p.pid != old)


def test_a_killed_supervisor_takes_its_children_along(tmp_path):
    installation = Installation(tmp_path)
    installation.prepare()
    port = free_port()
    command = (sys.executable, "-m", "comarca.web.cli", "serve", "--port", str(port))
    with installation.process(*command) as serve:
        wait_for(lambda: answer_of(port), "pages")
        tree = psutil.Process(serve.pid).children(recursive=True)
        serve.kill()
        _gone, alive = psutil.wait_procs(tree, timeout=20)
        assert not alive


def test_serving_before_init_says_what_to_do(tmp_path):
    done = Installation(tmp_path).run("serve", "--port", str(free_port()))
    assert done.returncode == 1
    assert "comarca init" in done.stderr


def test_a_taken_port_is_said_at_once(tmp_path):
    installation = Installation(tmp_path)
    installation.prepare()
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = installation.run("serve", "--port", str(port))
    assert done.returncode == 1
    assert str(port) in done.stderr
